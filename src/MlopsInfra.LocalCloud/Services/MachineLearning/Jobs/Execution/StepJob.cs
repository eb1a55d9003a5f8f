using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>The <c>properties</c> of the job that a step is.</summary>
internal static class StepJob
{
    /// <summary>Makes them.</summary>
    /// <param name="step">The command.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="parent">The job that it is a step of.</param>
    public static JsonObject Of(CommandStep step, JobContext context, JobRun parent)
    {
        var definition = step.Definition;
        var properties = new JsonObject
        {
            ["jobType"] = "Command",
            ["status"] = JobStatus.Queued,
            ["displayName"] = step.Name,
            ["experimentName"] = context.Experiment,
            ["componentId"] = definition.Component,
            ["command"] = definition.Command,
            ["environmentId"] = definition.Environment.Id,
            ["inputs"] = Inputs(step.Inputs),
            ["outputs"] = Object(step.Outputs, output => new JsonObject { ["jobOutputType"] = output.Type,
                ["mode"] = output.Mode ?? "ReadWriteMount" }),
            ["properties"] = Place(step.Name, parent),
            ["isArchived"] = false,
        };
        // Clients read a compute that is there as an id.
        if (step.Compute is { } compute)
            properties["computeId"] = context.Workspace.FindChild("computes", compute)?["id"].AsText() ?? compute;
        if (definition.Code is { } code) properties["codeId"] = code.Id;
        return properties;
    }

    /// <summary>Where a step stands, as run history writes it.</summary>
    /// <param name="step">What it is called in its pipeline.</param>
    /// <param name="parent">The job that it is a step of.</param>
    public static JsonObject Place(string step, JobRun parent) => new()
    {
        ["azureml.runsource"] = "azureml.StepRun",
        ["StepType"] = "PythonScriptStep",
        ["azureml.nodeid"] = step,
        ["azureml.rootpipelinerunid"] = parent.Root,
        ["azureml.pipelinerunid"] = parent.Name,
    };

    /// <summary>Shows where the outputs of a job are.</summary>
    /// <param name="properties">Its <c>properties</c>, to be changed.</param>
    /// <param name="result">How it ended.</param>
    public static void ShowOutputs(JsonObject properties, JobResult result)
    {
        if (properties["outputs"] is not JsonObject outputs) properties["outputs"] = outputs = [];
        foreach (var (name, place) in result.Outputs)
        {
            if (outputs[name] is not JsonObject output)
                outputs[name] = output = new JsonObject { ["jobOutputType"] = JobOutput.Of(null, result.Declared[name]).Type };
            output["uri"] = place;
        }
    }

    /// <summary>Says that a step took the outputs of an earlier one.</summary>
    /// <param name="properties">Its <c>properties</c>, to be changed.</param>
    /// <param name="earlier">The job of that one.</param>
    public static void MarkReused(JsonObject properties, string earlier)
    {
        if (properties["properties"] is not JsonObject more) properties["properties"] = more = [];
        more["azureml.isreused"] = "true";
        more["azureml.reusedrunid"] = earlier;
    }

    private static JsonObject Inputs(IReadOnlyDictionary<string, JobValue> inputs) => Object(inputs, input =>
        input.Uri is { } uri
            ? new JsonObject { ["jobInputType"] = input.Type ?? "uri_folder", ["uri"] = uri,
                ["mode"] = input.Mode ?? "ReadOnlyMount" }
            : new JsonObject { ["jobInputType"] = "literal", ["value"] = input.Literal });

    private static JsonObject Object<T>(IReadOnlyDictionary<string, T> values, Func<T, JsonObject> json) =>
        new(values.Select(value => KeyValuePair.Create<string, JsonNode?>(value.Key, json(value.Value))));
}
