namespace MlopsInfra.PostDeploy;

/// <summary>Something that is published.</summary>
/// <param name="Kind"><c>code</c>, <c>environment</c>, <c>component</c>, <c>pipeline</c>, <c>data</c>, <c>model</c>,
/// <c>endpoint</c>, <c>deployment</c> or <c>schedule</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The hash of its content; null for an endpoint, which has none.</param>
/// <param name="Op"><c>create</c>, <c>update</c> (endpoints and schedules only: assets never change) or <c>same</c>.</param>
public sealed record PublishedAsset(string Kind, string Name, string? Version, string Op)
{
    /// <summary>It is not there yet.</summary>
    public const string Create = "create";

    /// <summary>It is there and changes.</summary>
    public const string Update = "update";

    /// <summary>It is there as it is wanted.</summary>
    public const string Same = "same";
}
