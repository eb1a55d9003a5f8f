using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A batch endpoint. Its name is the environment's, not the file's: it is unique in a region.</summary>
internal sealed record BatchEndpointDefinition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : Definition(Name, Description, Tags, Location);
