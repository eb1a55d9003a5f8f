using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>What a YAML file of Azure Machine Learning describes.</summary>
/// <param name="Name">The name it has, or is registered under.</param>
/// <param name="Location">Where it is described.</param>
internal abstract record Definition(string Name, SourceLocation Location);
