using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// The form of a node's inputs and outputs: <c>JobInput</c> and <c>JobOutput</c> of the OpenAPI document 2025-12-01, with
/// underscores in their names; an output that is bound to one of the pipeline is a literal.
/// </summary>
internal static class NodePorts
{
    private const string Literal = "literal";

    private static readonly string[] OutputTypes =
        ["uri_file", "uri_folder", "mltable", "mlflow_model", "custom_model", "triton_model"];

    private static readonly string[] InputTypes = [Literal, .. OutputTypes];

    private static readonly string[] InputModes =
        ["ReadOnlyMount", "ReadWriteMount", "Download", "Direct", "EvalMount", "EvalDownload"];

    private static readonly string[] OutputModes = ["ReadWriteMount", "Upload", "Direct"];

    /// <summary>Refuses inputs and outputs that the service could not read.</summary>
    public static void Check(PipelineNode node)
    {
        foreach (var (name, input) in node.ObjectOf("inputs") ?? [])
        {
            if (input is not JsonObject json) throw node.Wrong($"has the input '{name}' that is no object.");
            CheckInput(node, name, json);
        }

        foreach (var (name, output) in node.ObjectOf("outputs") ?? [])
        {
            if (output is not JsonObject json) throw node.Wrong($"has the output '{name}' that is no object.");
            CheckOutput(node, name, json);
        }
    }

    private static void CheckInput(PipelineNode node, string name, JsonObject input)
    {
        var what = $"the input '{name}'";
        CheckChoice(node, what, input, "job_input_type", InputTypes);
        CheckChoice(node, what, input, "mode", InputModes);
        var type = input["job_input_type"].AsText();
        if (type is not null && !IsLiteral(type) && input["uri"].AsText() is not { Length: > 0 })
            throw node.Wrong($"has {what} of type {type} without uri.");
        if ((type is not null && IsLiteral(type) && input["value"] is null) || input["value"] is JsonObject or JsonArray)
            throw node.Wrong($"has {what} that is a literal without a text as its value.");
    }

    private static void CheckOutput(PipelineNode node, string name, JsonObject output)
    {
        var what = $"the output '{name}'";
        CheckChoice(node, what, output, "job_output_type", OutputTypes);
        CheckChoice(node, what, output, "mode", OutputModes);
        if (output["type"].AsText() is { } type && IsLiteral(type) && output["value"].AsText() is null)
            throw node.Wrong($"has {what} that is a literal without a text as its value.");
        foreach (var member in (string[])["name", "version"])
        {
            if (output[member] is JsonObject or JsonArray) throw node.Wrong($"has {what} with a {member} that is no text.");
        }
    }

    private static bool IsLiteral(string type) => type.Equals(Literal, StringComparison.OrdinalIgnoreCase);

    private static void CheckChoice(PipelineNode node, string what, JsonObject port, string member, string[] allowed)
    {
        if (port[member] is not { } given
            || allowed.Contains(given.AsText(), StringComparer.OrdinalIgnoreCase)) return;
        throw node.Wrong($"has {what} with the {member} {given.ToJsonString()}, which is none of {string.Join(", ", allowed)}.");
    }
}
