using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A workspace without tables.</summary>
internal sealed class NoTables : IKustoTables
{
    public static readonly NoTables Instance = new();

    public IReadOnlyList<string> Names => ["AppRequests"];

    public KustoTable? Find(string name) => null;
}
