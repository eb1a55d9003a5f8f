using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>
/// A batch endpoint. Its name is the environment's, not the file's: it is unique in a region. The file's says which one is meant
/// (<see cref="Publishing.BatchEndpointChoice"/>).
/// </summary>
internal sealed record BatchEndpointDefinition(string Name, SourceLocation Location) : Definition(Name, Location)
{
    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The deployment that is to be its default, by the name in that one's file; null if nothing is said.</summary>
    public string? DefaultDeployment { get; init; }
}
