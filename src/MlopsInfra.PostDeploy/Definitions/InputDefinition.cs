using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>An input of a component.</summary>
internal sealed record InputDefinition(string Name, string Type, SourceLocation Location)
{
    /// <summary>Types that hold data: a path. All others are literals.</summary>
    public static readonly IReadOnlyList<string> DataTypes =
        ["uri_file", "uri_folder", "mltable", "mlflow_model", "custom_model", "triton_model"];

    public static readonly IReadOnlyList<string> LiteralTypes = ["string", "number", "integer", "boolean"];

    public static readonly IReadOnlyList<string> AllTypes = [.. DataTypes, .. LiteralTypes];

    public static readonly IReadOnlyList<string> Modes =
        ["ro_mount", "rw_mount", "download", "direct", "eval_mount", "eval_download"];

    public bool IsData => DataTypes.Contains(Type);

    public bool Optional { get; init; }

    /// <summary>All of them as text, as Azure takes them.</summary>
    public string? Default { get; init; }

    public string? Min { get; init; }

    public string? Max { get; init; }

    public string? Mode { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>Whether a literal is of this type, and one of those that are allowed.</summary>
    /// <param name="binding">The literal.</param>
    public bool Takes(InputBinding binding) =>
        (Enum.Count == 0 || Enum.Contains(binding.Value)) &&
        Type switch
        {
            "integer" => binding.Type == "integer" || long.TryParse(binding.Value, out _),
            "number" => binding.Type is "integer" or "number" || double.TryParse(binding.Value, out _),
            "boolean" => bool.TryParse(binding.Value, out _),
            _ => true,
        };
}
