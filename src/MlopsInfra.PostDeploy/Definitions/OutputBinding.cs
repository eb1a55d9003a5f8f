using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>Where an output goes: to an output of the pipeline, to an asset, or to a type and mode of its own.</summary>
/// <param name="Expression">As in <c>${{parent.outputs.model}}</c>; null if it is not bound.</param>
/// <param name="Location">Where it is.</param>
internal sealed partial record OutputBinding(string? Expression, SourceLocation Location)
{
    public string? Type { get; init; }

    public string? Mode { get; init; }

    public string? Path { get; init; }

    /// <summary>Name of the asset that it becomes; null if it becomes none.</summary>
    public string? AssetName { get; init; }

    /// <summary>Version of that asset; null for the next one.</summary>
    public string? AssetVersion { get; init; }

    /// <summary>The output of the pipeline that it is bound to; null if it is bound to none.</summary>
    public string? ParentOutput =>
        Expression is not null && WholeOutput().Match(Expression) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Whether nothing is said about it: `metrics:` without a value asks for the defaults.</summary>
    public bool IsEmpty => this is { Expression: null, Type: null, Mode: null, Path: null, AssetName: null };

    /// <summary>As Azure takes it in a step; null if there is nothing to say.</summary>
    /// <param name="declared">The type that the component gives it; null if that is not known.</param>
    public JsonObject? InStep(string? declared)
    {
        if (IsEmpty) return null;
        var content = Expression is { } expression
            ? new JsonObject { ["type"] = "literal", ["value"] = expression }
            : new JsonObject { ["job_output_type"] = Type ?? declared ?? "uri_folder" }.With("uri", Path);
        return content.With("mode", InputMode.ToRest(Mode)).With("name", AssetName).With("version", AssetVersion);
    }

    /// <summary>As Azure takes it in a job.</summary>
    public JsonObject InJob() =>
        new JsonObject { ["jobOutputType"] = Type ?? "uri_folder" }
            .With("uri", Path)
            .With("mode", InputMode.ToRest(Mode))
            .With("assetName", AssetName)
            .With("assetVersion", AssetVersion);

    [GeneratedRegex(@"^\$\{\{\s*parent\.outputs\.(?<name>[\w-]+)\s*\}\}$")]
    private static partial Regex WholeOutput();
}
