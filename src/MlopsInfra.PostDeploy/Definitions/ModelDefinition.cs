using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A model: a name for files.</summary>
internal sealed record ModelDefinition(string Name, SourceLocation Location)
    : AssetDefinition(PublishKind.Model, "models", Name, Location)
{
    public static readonly IReadOnlyList<string> Types = ["custom_model", "mlflow_model", "triton_model"];
}
