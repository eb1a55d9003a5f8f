using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The <c>properties</c> of a pipeline job that runs a component.</summary>
internal static class JobBody
{
    /// <summary>
    /// The tag that says on which version of its data a run works: the registered data assets among its inputs. A run that new
    /// data starts has the same tag, with the version of the blob, from the workflow that starts it.
    /// </summary>
    public const string DataVersionTag = "dataVersion";

    public static JsonObject Of(JobDefinition job, AssetGraph graph, AssetLink component, string trainingCompute,
        string workspaceId)
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
        .With("description", job.Description)
        .With("tags", Tags(job, graph))
        .With("experimentName", job.ExperimentName);
    }

    private static JsonObject? Tags(JobDefinition job, AssetGraph graph)
    {
        var tags = new JsonObject();
        foreach (var (name, value) in job.Tags ?? new Dictionary<string, string>()) tags[name] = value;
        var versions = job.Inputs.Values.Where(binding => binding.Asset is not null)
            .Select(binding => graph.Data(binding.Asset!).NameAndVersion()).OfType<string>();
        if (string.Join(", ", versions.Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } data)
            tags[DataVersionTag] = data;
        return tags.Count > 0 ? tags : null;
    }
}
