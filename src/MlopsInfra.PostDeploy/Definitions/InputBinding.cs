using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>What an input is given.</summary>
/// <param name="Value">A literal, or an expression such as <c>${{parent.inputs.x}}</c>; null if it is data.</param>
/// <param name="Location">Where it is.</param>
internal sealed partial record InputBinding(string? Value, SourceLocation Location)
{
    /// <summary>The type written beside it, or found in the value: <c>number</c>, <c>uri_folder</c> ...</summary>
    public required string Type { get; init; }

    /// <summary>Where the data is: an address, or a link to an asset or to files that are uploaded along.</summary>
    public JsonNode? Uri { get; init; }

    /// <summary>As YAML has it; null for the default of the type.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether it is bound to something of the pipeline, in whole or in part.</summary>
    public bool IsExpression => Value is not null && Value.Contains("${{", StringComparison.Ordinal);

    /// <summary>The input of the pipeline that it is bound to as a whole; null if it is bound to none.</summary>
    public string? ParentInput =>
        Value is not null && WholeInput().Match(Value) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Whether a run has to give it: data without an address.</summary>
    public bool IsOpen => Value is null && Uri is null;

    /// <summary>As Azure takes it in a step.</summary>
    public JsonObject InStep() => Content("job_input_type");

    /// <summary>As Azure takes it in a job.</summary>
    public JsonObject InJob() => Content("jobInputType");

    private JsonObject Content(string type) =>
        (Value is { } value
            ? new JsonObject { [type] = "literal", ["value"] = value }
            : new JsonObject { [type] = Type }.With("uri", Uri))
        .With("mode", InputMode.ToRest(Mode));

    [GeneratedRegex(@"^\s*\$\{\{\s*parent\.inputs\.(?<name>[\w-]+)\s*\}\}\s*$")]
    private static partial Regex WholeInput();
}
