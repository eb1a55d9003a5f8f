using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>An input of a component.</summary>
internal sealed record InputDefinition(string Name, string Type, SourceLocation Location)
{
    /// <summary>Types that hold data: a path. All others are literals. <c>path</c> is the word of older schemas.</summary>
    public static readonly IReadOnlyList<string> DataTypes =
        ["uri_file", "uri_folder", "mltable", "mlflow_model", "custom_model", "triton_model", "path"];

    public static readonly IReadOnlyList<string> LiteralTypes = ["string", "number", "integer", "boolean"];

    public static readonly IReadOnlyList<string> AllTypes = [.. DataTypes, .. LiteralTypes];

    public bool IsData => DataTypes.Contains(Type);

    /// <summary>Whether it may be left out; null if that is not said.</summary>
    public bool? IsOptional { get; init; }

    public bool Optional => IsOptional is true;

    /// <summary>All of them as text, as Azure takes them.</summary>
    public string? Default { get; init; }

    public string? Min { get; init; }

    public string? Max { get; init; }

    public string? Mode { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>Whether a literal is of this type.</summary>
    /// <param name="binding">The literal.</param>
    public bool Takes(InputBinding binding) => Type switch
    {
        "integer" => IsNumber(binding) && double.IsInteger(double.Parse(binding.Value!, CultureInfo.InvariantCulture)),
        "number" => IsNumber(binding),
        "boolean" => bool.TryParse(binding.Value, out _),
        _ => true,
    };

    private static bool IsNumber(InputBinding binding) =>
        double.TryParse(binding.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>As Azure takes it in the spec of a component.</summary>
    public JsonObject InSpec() => new JsonObject { ["type"] = Type }
        .With("optional", IsOptional)
        .With("default", Default)
        .With("min", Min)
        .With("max", Max)
        .With("mode", Mode)
        .With("enum", Enum.Count == 0 ? null : new JsonArray([.. Enum.Select(value => JsonValue.Create(value))]))
        .With("description", Description);
}
