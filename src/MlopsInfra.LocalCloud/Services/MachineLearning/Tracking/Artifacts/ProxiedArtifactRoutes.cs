using System.Text.Json.Nodes;
using Microsoft.AspNetCore.StaticFiles;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;

/// <summary>
/// The artifacts that the tracking server passes on itself: MLflow's own client sends and gets files by them.
/// </summary>
internal sealed class ProxiedArtifactRoutes(WorkspaceArtifacts artifacts, TrackedRuns runs, ModelRegistry registry)
    : ITrackingRoutes
{
    private const string Prefix = "mlflow-artifacts/artifacts";

    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path)
    {
        if (path == "mlflow/artifacts/list" && method == "GET")
            return new TrackingRoute(TrackingActions.ReadArtifacts, call => Task.FromResult<JsonObject?>(ListOfRun(call)));
        if (path == Prefix && method == "GET")
            return new TrackingRoute(TrackingActions.ReadArtifacts, call => Task.FromResult<JsonObject?>(List(call)));
        if (!path.StartsWith(Prefix + "/", StringComparison.Ordinal)) return null;
        var file = path[(Prefix.Length + 1)..];
        return method switch
        {
            "PUT" => new TrackingRoute(TrackingActions.WriteArtifacts, call => PutAsync(call, file)),
            "GET" => new TrackingRoute(TrackingActions.ReadArtifacts, call => GetAsync(call, file)),
            "DELETE" =>
                new TrackingRoute(TrackingActions.WriteArtifacts, call => Task.FromResult<JsonObject?>(Delete(call, file))),
            _ => null,
        };
    }

    private async Task<JsonObject?> PutAsync(TrackingCall call, string path)
    {
        if (path.StartsWith("models/", StringComparison.Ordinal))
            throw TrackingException.Invalid("The files of a registered model can't be changed.");
        await artifacts.WriteAsync(call.Rest, FolderOf(call, path));
        await call.Rest.AnswerAsync(200);
        return null;
    }

    private async Task<JsonObject?> GetAsync(TrackingCall call, string path)
    {
        var file = FolderOf(call, path);
        var found = artifacts.Find(file) ?? throw TrackingException.Missing($"No such artifact: '{path}'");
        // What was uploaded by Azure's plugin, or written as a blob, has no type of its own.
        call.Rest.Http.Response.OnStarting(() =>
        {
            var headers = call.Rest.Http.Response.Headers;
            headers.ContentDisposition = $"attachment; filename={Uri.EscapeDataString(path[(path.LastIndexOf('/') + 1)..])}";
            if (found.ContentType == "application/octet-stream") headers.ContentType = TypeOf(path);
            return Task.CompletedTask;
        });
        await artifacts.SendAsync(call.Rest, file);
        return null;
    }

    private JsonObject Delete(TrackingCall call, string path)
    {
        if (path.StartsWith("models/", StringComparison.Ordinal))
            throw TrackingException.Invalid("The files of a registered model can't be changed.");
        artifacts.Delete(FolderOf(call, path));
        return [];
    }

    private JsonObject List(TrackingCall call)
    {
        var answer = new JsonObject();
        RunJson.Add(answer, "files", Entries(FolderOf(call, call.Require("path")), ""));
        return answer;
    }

    private JsonObject ListOfRun(TrackingCall call)
    {
        string root;
        lock (call.State.Lock) root = ArtifactUris.OfRun(call, runs.Require(call, call.RequireRunId()));
        var path = (call.Text("path") ?? "").Trim('/');
        RequireSafe(path);
        var place = ArtifactPlace.OfRun(call.RequireRunId(), path);
        var answer = new JsonObject { ["root_uri"] = root };
        RunJson.Add(answer, "files", Entries(artifacts.FolderOf(call.Workspace, place), path.Length == 0 ? "" : path + "/"));
        return answer;
    }

    // One level: a folder is what the names of several files begin with.
    private IEnumerable<JsonNode> Entries(BlobFolder folder, string prefix) => artifacts.List(folder)
        .GroupBy(found => found.Path.Split('/')[0])
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group =>
        {
            var entry = new JsonObject { ["path"] = prefix + group.Key };
            var file = group.FirstOrDefault(found => found.Path == group.Key).Blob;
            entry["is_dir"] = file is null;
            if (file is not null) entry["file_size"] = file.Length;
            return entry;
        });

    private BlobFolder FolderOf(TrackingCall call, string path)
    {
        RequireSafe(path);
        switch (path.Trim('/').Split('/'))
        {
            case [_, "models", var id, "artifacts", .. var rest] when id.StartsWith("m-", StringComparison.Ordinal):
                LoggedModel model;
                lock (call.State.Lock)
                {
                    model = call.State.FindLoggedModel(id)
                        ?? throw TrackingException.Missing($"Logged model with ID '{id}' not found.");
                }

                return artifacts.FolderOf(call.Workspace, model.Place.Below(string.Join('/', rest)));
            case ["models", var name, var version, .. var rest]:
                var uri = registry.RequireVersion(call, name, version).Text("properties.modelUri")!;
                return (artifacts.FolderOf(call.Workspace, uri)
                    ?? throw TrackingException.Missing($"The files of the model are at '{uri}', which is not served here."))
                    .Below(string.Join('/', rest));
            case [_, var id, "artifacts", .. var rest]:
                lock (call.State.Lock) runs.Require(call, id);
                return artifacts.FolderOf(call.Workspace, ArtifactPlace.OfRun(id, string.Join('/', rest)));
            default:
                throw TrackingException.Invalid($"Invalid artifact path: '{path}'.");
        }
    }

    private static void RequireSafe(string path)
    {
        if (path.Length > 0 && path.Trim('/').Split('/').Any(part => part is "" or "." or ".."))
            throw TrackingException.Invalid($"Invalid path: {path}");
    }

    private static string TypeOf(string path) => ContentTypes.TryGetContentType(path, out var type) ? type
        : path.EndsWith("/MLmodel", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal)
            ? "text/plain" : "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();
}
