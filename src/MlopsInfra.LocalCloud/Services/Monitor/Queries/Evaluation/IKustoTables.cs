namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>The tables that a query may name.</summary>
internal interface IKustoTables
{
    /// <summary>The names that a pattern such as <c>App*</c> can stand for.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>A table; null if there is none.</summary>
    /// <param name="name">Its name. Case counts.</param>
    KustoTable? Find(string name);
}
