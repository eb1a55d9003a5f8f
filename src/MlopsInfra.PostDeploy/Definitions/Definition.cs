using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>What every YAML file of Azure Machine Learning may say about the thing it describes.</summary>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Description">For people; null if there is none.</param>
/// <param name="Tags">For people; null if there are none.</param>
/// <param name="Location">Where it is described.</param>
internal abstract record Definition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location);
