using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>What a job says of itself, in a PUT or in a schedule that creates it: what it names has to be there.</summary>
internal static class JobDefinition
{
    private static readonly string[] Kinds = ["Pipeline", "Command", "Sweep", "AutoML", "Spark"];

    /// <summary>Checks the <c>properties</c> of a job.</summary>
    /// <param name="properties">The properties.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="job">What the job is called in errors.</param>
    public static void Check(JsonObject properties, WorkspaceAssets workspace, string job)
    {
        var kind = Kinds.FirstOrDefault(each =>
            each.Equals(properties["jobType"].AsText(), StringComparison.OrdinalIgnoreCase));
        if (kind is null)
            throw Invalid(
                $"The jobType '{properties["jobType"].AsText()}' of job '{job}' is none of {string.Join(", ", Kinds)}.");
        JobComputes.Require(properties["computeId"], "computeId", workspace);
        switch (kind)
        {
            case "Pipeline":
                CheckPipeline(properties, workspace, job);
                return;
            case "Command":
                CheckCommand(properties, "", workspace, job);
                break;
            case "Sweep" when properties["trial"] is JsonObject trial:
                CheckCommand(trial, "trial.", workspace, job);
                break;
            case "Spark":
                RequireAssets(properties, "", workspace);
                break;
        }

        JobInputs.Check(properties["inputs"] as JsonObject ?? [], null, workspace);
    }

    /// <summary>Refuses settings that name a compute or datastore that there is not.</summary>
    public static void CheckSettings(JsonObject? settings, WorkspaceAssets workspace)
    {
        JobComputes.Require(settings?["default_compute"], "settings.default_compute", workspace);
        if (settings.Member("default_datastore").AsText() is { Length: > 0 } datastore
            && workspace.FindChild("datastores", datastore) is null)
        {
            throw MachineLearningErrors.Reference("settings.default_datastore", datastore, "DatastoreNotFound");
        }
    }

    private static void CheckPipeline(JsonObject properties, WorkspaceAssets workspace, string job)
    {
        CheckSettings(properties["settings"] as JsonObject, workspace);
        var inputs = properties["inputs"] as JsonObject ?? [];
        if (properties["componentId"].AsText() is { Length: > 0 } reference)
        {
            var component = workspace.Resolve(reference, "components")
                ?? throw MachineLearningErrors.Reference("componentId", reference, "ComponentNotFound");
            JobInputs.Check(inputs, component.Interface, workspace);
            return;
        }

        JobInputs.Check(inputs, null, workspace);
        PipelineGraph.Check(properties, job, workspace, isJob: true);
    }

    // A job of its own, or the trial of a sweep.
    private static void CheckCommand(JsonObject command, string path, WorkspaceAssets workspace, string job)
    {
        if (command["command"].AsText() is not { Length: > 0 })
            throw Invalid($"The job '{job}' has no {path}command.");
        if (command["environmentId"].AsText() is null) throw Invalid($"The job '{job}' has no {path}environmentId.");
        RequireAssets(command, path, workspace);
    }

    private static void RequireAssets(JsonObject holder, string path, WorkspaceAssets workspace)
    {
        if (holder["environmentId"].AsText() is { } environment && workspace.Resolve(environment, "environments") is null)
            throw MachineLearningErrors.Reference($"{path}environmentId", environment, "EnvironmentNotFound");
        if (holder["codeId"].AsText() is { } code && workspace.Resolve(code, "codes") is null)
            throw MachineLearningErrors.Reference($"{path}codeId", code, "CodeNotFound");
    }
}
