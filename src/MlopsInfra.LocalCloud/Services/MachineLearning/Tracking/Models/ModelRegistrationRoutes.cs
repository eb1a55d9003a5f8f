using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;

/// <summary>The calls that register a version, and say where its files are.</summary>
internal sealed class ModelRegistrationRoutes(ModelRegistry registry, IResourceManager resources, TrackedRuns runs,
    WorkspaceArtifacts artifacts) : ITrackingRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) switch
    {
        ("POST", "mlflow/model-versions/create") => new(TrackingActions.WriteVersions, CreateAsync),
        ("GET", "mlflow/model-versions/get-download-uri") => new(TrackingActions.ReadVersions,
            call => Task.FromResult<JsonObject?>(DownloadUri(call))),
        _ => null,
    };

    private async Task<JsonObject?> CreateAsync(TrackingCall call)
    {
        var (name, source) = (call.Require("name"), call.Require("source"));
        registry.Require(call, name);
        var registered = Read(call, source);
        var tags = call.Objects("tags").Select(LoggedValues.Tag).ToList();
        var properties = new JsonObject
        {
            ["modelUri"] = registered.Place is { } place ? ArtifactUris.InDatastore(call.Workspace, place) : source,
            ["modelType"] = registered.Place is { } files && artifacts.Find(call.Workspace, files.Below("MLmodel")) is not null
                ? "mlflow_model" : "custom_model",
            ["tags"] = ModelRegistry.Tags(tags),
        };
        if (call.Text("description") is { Length: > 0 } description) properties["description"] = description;
        // Only jobs are known to the control plane; other runs to MLflow alone.
        if (registered.RunId.Length > 0
            && resources.Find(call.Workspace.Id.Child(JobResource.Collection, registered.RunId)) is not null)
            properties["jobName"] = registered.RunId;
        var version = await registry.CreateVersionAsync(call, name, properties, made =>
        {
            lock (call.State.Lock)
            {
                call.State.RegisteredModel(name).Versions[made] = registered;
                call.State.SaveRegisteredModels();
            }
        });
        return new JsonObject
        {
            ["model_version"] = ModelJson.Version(call, name, registry.RequireVersion(call, name, version)),
        };
    }

    private RegisteredVersion Read(TrackingCall call, string source)
    {
        if (source.StartsWith('/') || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || source.Split('/').Contains(".."))
            throw TrackingException.Invalid(
                $"Invalid model version source: '{source}'. A file of the client's machine can't be one.");
        lock (call.State.Lock)
        {
            var place = ArtifactUris.Parse(source, call.State);
            var modelId = call.Text("model_id") is { Length: > 0 } given ? given
                : source.StartsWith("models:/m-", StringComparison.Ordinal) ? source["models:/".Length..].Split('/')[0] : null;
            var model = modelId is null ? null : call.State.FindLoggedModel(modelId)
                ?? throw TrackingException.Missing($"Logged model with ID '{modelId}' not found.");
            var run = call.Text("run_id") is { Length: > 0 } id ? id : model?.SourceRunId ?? place?.RunId ?? "";
            if (call.Text("run_id") is { Length: > 0 }) runs.Require(call, run);
            return new RegisteredVersion(source, run, modelId, call.Text("run_link") ?? "", place);
        }
    }

    private JsonObject DownloadUri(TrackingCall call)
    {
        var (name, number) = (call.Require("name"), call.Require("version"));
        var version = registry.RequireVersion(call, name, number);
        lock (call.State.Lock)
        {
            var known = call.State.RegisteredModel(name).Versions.GetValueOrDefault(number);
            if (known?.ModelId is { } id && call.State.FindLoggedModel(id) is { } model)
                return Uri(ArtifactUris.OfLoggedModel(call, model));
            var place = known?.Place ?? ArtifactUris.Parse(version.Text("properties.modelUri")!, call.State);
            if (place?.RunId is { } runId && runs.Find(call.Workspace, call.State, runId) is { } run)
                return Uri(ArtifactUris.OfPlace(call, place, run.ExperimentId)!);
        }

        // What no run made is passed on to MLflow's own client; Azure's plugin knows the workspace's own addresses.
        return Uri(call.IsPlain ? ArtifactUris.OfVersion(name, number) : version.Text("properties.modelUri")!);
    }

    private static JsonObject Uri(string uri) => new() { ["artifact_uri"] = uri };
}
