using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A data asset: a name for an address.</summary>
internal sealed record DataDefinition(string Name, SourceLocation Location)
    : AssetDefinition(PublishKind.Data, "data", Name, Location)
{
    public static readonly IReadOnlyList<string> Types = ["uri_file", "uri_folder", "mltable"];
}
