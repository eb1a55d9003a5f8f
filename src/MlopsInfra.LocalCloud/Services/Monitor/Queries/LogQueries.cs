using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>Answers queries of logs.</summary>
/// <param name="files">The rows.</param>
/// <param name="cloud">The cloud.</param>
internal sealed class LogQueries(LogFiles files, CloudContext cloud)
{
    /// <summary>Answers a query.</summary>
    /// <param name="scope">What it looks at.</param>
    /// <param name="query">The query.</param>
    /// <param name="times">The time that it looks at.</param>
    /// <exception cref="Syntax.KustoException">It can't be answered.</exception>
    public KustoTable Run(QueryScope scope, string query, QueryTimes times) =>
        PipelineEvaluator.Run(query, new WorkspaceTables(files, cloud, scope, times), cloud.Now.UtcDateTime);
}
