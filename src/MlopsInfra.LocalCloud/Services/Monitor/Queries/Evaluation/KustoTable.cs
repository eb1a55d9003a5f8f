using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>A table: the input of an operator, and what it makes of it.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows: values of bool, long, double, string, UTC DateTime, TimeSpan, JsonNode, or null.</param>
/// <param name="IsOpen">Whether it may have columns that no row here has: they are empty.</param>
internal sealed record KustoTable(IReadOnlyList<LogColumn> Columns, IReadOnlyList<object?[]> Rows, bool IsOpen = false)
{
    /// <summary>Where a column is; negative if there is none of the name.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name)
    {
        for (var at = 0; at < Columns.Count; at++)
        {
            if (Columns[at].Name == name) return at;
        }

        return -1;
    }
}
