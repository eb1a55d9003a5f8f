using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A model that lies at an address already, such as the output of a job.</summary>
internal sealed record ModelDefinition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : Definition(Name, Description, Tags, Location)
{
    public static readonly IReadOnlyList<string> Types = ["custom_model", "mlflow_model", "triton_model"];

    public required string Type { get; init; }

    public required string Uri { get; init; }
}
