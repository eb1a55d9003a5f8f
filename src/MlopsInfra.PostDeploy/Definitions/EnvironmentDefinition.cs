using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>An environment: an image, and what Conda adds to it.</summary>
internal sealed record EnvironmentDefinition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : Definition(Name, Description, Tags, Location)
{
    /// <summary>Where `az ml` keeps environments that have no name of their own.</summary>
    public const string AnonymousName = "CliV2AnonymousEnvironment";

    public required string Image { get; init; }

    /// <summary>Text of the Conda file, with line feeds; null if there is none.</summary>
    public string? CondaFile { get; init; }

    /// <summary>What the Conda file says, without comments and order of keys: its content as far as versions go.</summary>
    public JsonNode? Conda { get; init; }

    public string OsType { get; init; } = "Linux";

    public bool IsAnonymous => Name == AnonymousName;
}
