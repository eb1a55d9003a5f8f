using System.Globalization;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>
/// The environment variables by which a job's process finds its run: those of MLflow and its plugin, and those that Azure ML sets
/// besides. With them <c>mlflow.start_run()</c> goes on with the run of the job.
/// </summary>
internal sealed class JobTrackingEnvironment(
    IResourceManager resources, TrackingStore store, TrackedRuns runs, RunTokens tokens)
{
    /// <summary>The variables of a job, which has been created.</summary>
    /// <param name="job">The job, or the step of one.</param>
    /// <param name="root">The job that somebody submitted; the same for that one itself.</param>
    /// <param name="place">Where its process runs.</param>
    /// <param name="server">The server's own address, as in <c>https://127.0.0.1:41234/</c>.</param>
    public IReadOnlyDictionary<string, string> Of(ResourceId job, string root, CallerPlace place, Uri server)
    {
        var workspace = WorkspaceAssets.Require(job, resources);
        var state = store.Open(workspace.Id);
        Experiment experiment;
        lock (state.Lock)
        {
            var run = runs.Find(workspace, state, job.Name)
                ?? throw new InvalidOperationException($"The job '{job}' is not there.");
            experiment = Experiments.Require(state, run.ExperimentId);
        }

        var (token, at) = (tokens.Issue(workspace.Id, job.Name, place), server.AbsoluteUri.TrimEnd('/'));
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MLFLOW_TRACKING_URI"] = WorkspaceAddresses.Tracking(server.Authority, workspace.Id),
            ["MLFLOW_TRACKING_TOKEN"] = token.Value,
            ["MLFLOW_RUN_ID"] = job.Name,
            ["MLFLOW_EXPERIMENT_NAME"] = experiment.Name,
            ["MLFLOW_EXPERIMENT_ID"] = experiment.Id,
            // MLflow 3 would tell an outside host of its use.
            ["MLFLOW_DISABLE_TELEMETRY"] = "true",
            ["DO_NOT_TRACK"] = "true",
            // With it the plugin leaves the state of the run to the service.
            ["AZUREML_RUN_ID"] = job.Name,
            ["AZUREML_ROOT_RUN_ID"] = root,
            ["AZUREML_RUN_TOKEN"] = token.Value,
            ["AZUREML_RUN_TOKEN_EXPIRY"] = token.ExpiresOn.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["AZUREML_EXPERIMENT_ID"] = experiment.Id,
            ["AZUREML_WORKSPACE_ID"] = WorkspaceResource.GuidOf(workspace.Id),
            ["AZUREML_WORKSPACE_SCOPE"] = workspace.Id.Value,
            ["AZUREML_SERVICE_ENDPOINT"] = at,
            ["AZUREML_DISCOVERY_SERVICE_ENDPOINT"] = $"{at}/discovery",
            ["AZUREML_ARM_SUBSCRIPTION"] = workspace.Id.SubscriptionId!,
            ["AZUREML_ARM_RESOURCEGROUP"] = workspace.Id.ResourceGroupName!,
            ["AZUREML_ARM_WORKSPACE_NAME"] = workspace.Id.Name,
            ["AZUREML_ARM_PROJECT_NAME"] = experiment.Name,
            // The plugin knows the storage of a cloud by its metadata, and would ask Azure for them.
            ["ARM_CLOUD_METADATA_URL"] = $"{at}/metadata/endpoints?api-version=2019-05-01",
            ["AZUREML_CURRENT_CLOUD"] = AzureHosts.CloudName,
        };
    }
}
