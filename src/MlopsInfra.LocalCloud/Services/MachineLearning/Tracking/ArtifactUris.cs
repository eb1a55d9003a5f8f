using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>
/// The addresses of artifacts. MLflow's own client has them passed on by the tracking server (<c>mlflow-artifacts:</c>); Azure's
/// plugin asks the workspace's run history where they are (<c>azureml:</c>).
/// </summary>
internal static partial class ArtifactUris
{
    private const string Proxied = "mlflow-artifacts:";

    /// <summary>The artifacts of an experiment.</summary>
    public static string OfExperiment(TrackingCall call, string experiment) =>
        call.IsPlain ? $"{Proxied}/{experiment}" : $"{Server(call)}/experiments/{experiment}";

    /// <summary>The artifacts of a run.</summary>
    public static string OfRun(TrackingCall call, Run run) => call.IsPlain
        ? $"{Proxied}/{run.ExperimentId}/{run.Id}/artifacts"
        : $"{Server(call)}/experiments/{run.ExperimentId}/runs/{run.Id}/artifacts";

    /// <summary>The files of a logged model.</summary>
    public static string OfLoggedModel(TrackingCall call, LoggedModel model) => call.IsPlain
        ? $"{Proxied}/{model.ExperimentId}/models/{model.Id}/artifacts"
        : OfPlace(call, model.Place, model.ExperimentId)!;

    /// <summary>What a run made; null where the files were not made by a run.</summary>
    public static string? OfPlace(TrackingCall call, ArtifactPlace place, string experiment) => place.RunId is not { } run ? null
        : (call.IsPlain
            ? $"{Proxied}/{experiment}/{run}/artifacts" : $"{Server(call)}/experiments/{experiment}/runs/{run}/artifacts")
            + (place.Path.Length == 0 ? "" : $"/{place.Path}");

    /// <summary>The files of a version of a registered model, as the tracking server passes them on.</summary>
    public static string OfVersion(string name, string version) => $"{Proxied}/models/{name}/{version}";

    /// <summary>Where an address leads to; null where it is none of this workspace's artifacts.</summary>
    /// <param name="uri">The address, in any of the forms that clients name a source in.</param>
    /// <param name="state">The state, for logged models.</param>
    public static ArtifactPlace? Parse(string uri, WorkspaceTracking state)
    {
        if (OfRuns().Match(uri) is { Success: true } run)
            return ArtifactPlace.OfRun(run.Groups["run"].Value, run.Groups["path"].Value.Trim('/'));
        if (OfModels().Match(uri) is { Success: true } model)
            return state.FindLoggedModel(model.Groups["id"].Value)?.Place.Below(model.Groups["path"].Value.Trim('/'));
        return OfUploads().Match(uri) is { Success: true } upload
            ? new ArtifactPlace(upload.Groups["origin"].Value, upload.Groups["container"].Value,
                upload.Groups["path"].Value.Trim('/'))
            : null;
    }

    /// <summary>The path of a place in the workspace's datastore, as its models name it.</summary>
    public static string InDatastore(WorkspaceAssets workspace, ArtifactPlace place) =>
        Datastores.DatastorePaths.Long($"azureml://datastores/workspaceartifactstore/paths/{place.Blob}", workspace.Id)!;

    private static string Server(TrackingCall call) =>
        $"azureml://{AzureHosts.MachineLearningApi(call.Rest.Http.Request, call.Workspace.Region)}/mlflow/v2"
            + $".0{call.Workspace.Id}";

    [GeneratedRegex("""
        \A(?:runs:/(?<run>[^/]+)|mlflow-artifacts:(?://[^/]*)?/[^/]+/(?!models/m-)(?<run>[^/]+)/artifacts|azureml://[^/]+/mlflow/.+/experiments/[^/]+/runs/(?<run>[^/]+)/artifacts|azureml://.*jobs/(?<run>[^/]+)/outputs/artifacts(?:/paths)?|azureml://(?:.+/)?datastores/workspaceartifactstore/paths/ExperimentRun/dcid\.(?<run>[^/]+))(?<path>/.*)?\z
        """)]
    private static partial Regex OfRuns();

    [GeneratedRegex("""\A(?:models:/(?<id>m-[^/]+)|mlflow-artifacts:(?://[^/]*)?/[^/]+/models/(?<id>m-[^/]+)/artifacts)(?<path>/.*)?\z""")]
    private static partial Regex OfModels();

    [GeneratedRegex("""
        \A(?:azureml://artifacts|azureml://(?:.+/)?datastores/workspaceartifactstore/paths)/(?<origin>[^/]+)/(?<container>[^/]+)(?<path>/.*)?\z
        """)]
    private static partial Regex OfUploads();
}
