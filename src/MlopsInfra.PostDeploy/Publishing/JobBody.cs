using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The <c>properties</c> of a pipeline job that runs a component.</summary>
internal static class JobBody
{
    public static JsonObject Of(JobDefinition job, AssetGraph graph, AssetLink component, string trainingCompute, string workspaceId)
    {
        var inputs = new JsonObject();
        foreach (var (name, binding) in job.Inputs)
        {
            inputs[name] = binding.Value is { } value
                ? new JsonObject { ["jobInputType"] = "literal", ["value"] = value }
                : new JsonObject
                {
                    ["jobInputType"] = binding.Type,
                    ["uri"] = binding.Asset is { } asset ? graph.Data(asset).AsUri() : binding.Path,
                }.With("mode", InputMode.ToRest(binding.Mode));
        }

        var settings = new JsonObject
        {
            ["default_compute"] = $"{workspaceId}/computes/{job.Settings.DefaultCompute ?? trainingCompute}",
            ["_source"] = "REMOTE.WORKSPACE.JOB",
        };
        settings
            .With("default_datastore", job.Settings.DefaultDatastore is { } store ? $"{workspaceId}/datastores/{store}" : null)
            .With("continue_on_step_failure", job.Settings.ContinueOnStepFailure)
            .With("force_rerun", job.Settings.ForceRerun);
        return new JsonObject
        {
            ["jobType"] = "Pipeline",
            ["componentId"] = component.Id(workspaceId),
            ["inputs"] = inputs,
            ["jobs"] = new JsonObject(),
            ["settings"] = settings,
            ["isArchived"] = false,
        }
        .With("displayName", job.DisplayName)
        .With("experimentName", job.ExperimentName);
    }
}
