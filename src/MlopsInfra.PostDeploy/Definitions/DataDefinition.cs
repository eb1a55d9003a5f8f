using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A data asset: a name for an address.</summary>
internal sealed record DataDefinition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : Definition(Name, Description, Tags, Location)
{
    public static readonly IReadOnlyList<string> Types = ["uri_file", "uri_folder"];

    public required string Type { get; init; }

    /// <summary>An address: <c>azureml://</c>, <c>https://</c>, <c>wasbs://</c>, <c>abfss://</c>.</summary>
    public required string Uri { get; init; }
}
