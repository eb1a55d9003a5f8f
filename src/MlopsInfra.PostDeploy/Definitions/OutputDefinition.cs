using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>An output of a component.</summary>
internal sealed record OutputDefinition(string Name, string Type, SourceLocation Location)
{
    public static readonly IReadOnlyList<string> Types =
        ["uri_file", "uri_folder", "mltable", "mlflow_model", "custom_model", "triton_model"];

    public static readonly IReadOnlyList<string> Modes = ["rw_mount", "upload", "direct"];

    public string? Mode { get; init; }

    public string? Description { get; init; }
}
