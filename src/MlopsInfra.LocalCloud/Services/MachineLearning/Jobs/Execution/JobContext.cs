using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>What all steps of a job have in common.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Root">The job that was submitted.</param>
/// <param name="Principal">Object id of who submitted it; null for the deployer.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Identity">The <c>identity</c> of the job; null where it says none.</param>
/// <param name="Settings">The settings that count for it.</param>
internal sealed record JobContext(
    WorkspaceAssets Workspace, ResourceId Root, string? Principal, string Experiment, JsonObject? Identity, JsonObject Settings)
{
    /// <summary>The compute of steps that name none.</summary>
    public string? DefaultCompute => Settings["default_compute"].AsText();

    /// <summary>The datastore of outputs that name none.</summary>
    public string DefaultDatastore => Settings["default_datastore"].AsText() is { Length: > 0 } store
        ? store.Split('/', ':')[^1] : "workspaceblobstore";

    /// <summary>Whether steps go on that do not need one that failed.</summary>
    public bool ContinuesOnFailure => Flag("continue_on_step_failure") ?? false;

    /// <summary>Whether every step is run, also one that would do the same as before.</summary>
    public bool ForcesRuns => Flag("force_rerun") ?? false;

    private bool? Flag(string name) => bool.TryParse(Settings[name]?.ToString(), out var flag) ? flag : null;
}
