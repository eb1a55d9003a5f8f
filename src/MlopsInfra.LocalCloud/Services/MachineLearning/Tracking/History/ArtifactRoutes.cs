using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>
/// Artifacts as Azure's plugin for MLflow sends and gets them: the service says where a file is, with a signature, and the client
/// talks to the storage account itself.
/// </summary>
internal sealed class ArtifactRoutes(WorkspaceArtifacts artifacts, ArtifactLinks links, TrackedRuns runs) : IHistoryRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string service, string[] path) => (method, service, path) switch
    {
        ("GET", "history", ["runs", var run, "artifacts"]) => Read(run, List),
        ("GET", "history", ["runs", var run, "artifacts", "path"]) => Read(run, List),
        ("GET", "history", ["runs", var run, "artifacts", "metadata"]) => Read(run, Metadata),
        ("GET", "history", ["runs", var run, "artifacts", "contentinfo"]) => Read(run, ContentOf),
        ("GET", "history", ["runs", var run, "artifacts", "artifacturi"]) => Read(run, ContentOf),
        ("GET", "history", ["runs", var run, "artifacts", "prefix", "contentinfo"]) => Read(run, ContentsBelow),
        ("POST", "history", ["runs", var run, "artifacts", "batch", "metadata"]) => new TrackingRoute(
            TrackingActions.WriteArtifacts, call => Task.FromResult<JsonObject?>(Reserve(call, OfRun(call, run)))),
        ("GET", "artifact", ["artifacts", "metadata", var origin, var container]) => Read(origin, container, Metadata),
        ("GET", "artifact", ["artifacts", "contentinfo", var origin, var container]) => Read(origin, container, ContentOf),
        ("GET", "artifact", ["artifacts", "prefix", "contentinfo", var origin, var container]) =>
            Read(origin, container, ContentsBelow),
        ("POST", "artifact", ["artifacts", var origin, var container, "batch", "metadata"]) => new TrackingRoute(
            TrackingActions.WriteArtifacts,
            call => Task.FromResult<JsonObject?>(Reserve(call, new ArtifactPlace(origin, container, "")))),
        ("GET", "artifact", ["artifacts", var origin, var container]) => Read(origin, container, List),
        _ => null,
    };

    private TrackingRoute Read(string run, Func<TrackingCall, ArtifactPlace, JsonObject> answer) => new(
        TrackingActions.ReadArtifacts, call => Task.FromResult<JsonObject?>(answer(call, OfRun(call, run))));

    private static TrackingRoute Read(string origin, string container, Func<TrackingCall, ArtifactPlace, JsonObject> answer) =>
        new(
        TrackingActions.ReadArtifacts,
        call => Task.FromResult<JsonObject?>(answer(call, new ArtifactPlace(origin, container, ""))));

    private ArtifactPlace OfRun(TrackingCall call, string run)
    {
        // A logged model without a run has a place of its own.
        lock (call.State.Lock) if (call.State.FindLoggedModel(run) is null) runs.Require(call, run);
        return ArtifactPlace.OfRun(run);
    }

    private JsonObject List(TrackingCall call, ArtifactPlace place)
    {
        var below = Path(call.Rest.Query("path"));
        return Page(Found(call, place, below).Select(found => (JsonNode)Describe(place, found.Path, found.Blob)));
    }

    private JsonObject Metadata(TrackingCall call, ArtifactPlace place)
    {
        var path = Path(call.Rest.Query("path"));
        return Describe(place, path, Require(call, place, path));
    }

    private JsonObject ContentOf(TrackingCall call, ArtifactPlace place)
    {
        var path = Path(call.Rest.Query("path"));
        Require(call, place, path);
        return Content(call, place, path, "r");
    }

    private JsonObject ContentsBelow(TrackingCall call, ArtifactPlace place) =>
        Page(Found(call, place, Path(call.Rest.Query("path"))).Select(found => (JsonNode)Content(call, place, found.Path, "r")));

    // Nothing is written yet: a file that is never uploaded does not come into being.
    private JsonObject Reserve(TrackingCall call, ArtifactPlace place)
    {
        var (described, contents) = (new JsonObject(), new JsonObject());
        foreach (var path in call.Objects("paths").Select(entry => Path(entry["path"].AsText())))
        {
            described[path] = Describe(place, path, null);
            contents[path] = Content(call, place, path, "rcw");
        }

        return new JsonObject
        {
            ["artifacts"] = described, ["artifactContentInformation"] = contents, ["errors"] = new JsonObject(),
        };
    }

    private IEnumerable<(string Path, BlobRecord Blob)> Found(TrackingCall call, ArtifactPlace place, string below) =>
        artifacts.List(artifacts.FolderOf(call.Workspace, place)).Where(found => below.Length == 0 || found.Path == below
            || found.Path.StartsWith(below + "/", StringComparison.Ordinal));

    private BlobRecord Require(TrackingCall call, ArtifactPlace place, string path) =>
        artifacts.Find(call.Workspace, place.Below(path)) is { } found && path.Length > 0 ? found
            : throw TrackingException.Missing($"Artifact '{path}' was not found in '{place.Container}'.");

    private JsonObject Content(TrackingCall call, ArtifactPlace place, string path, string permissions) => new()
    {
        ["contentUri"] = links.To(call.Rest, artifacts.FolderOf(call.Workspace, place.Below(path)), permissions),
        ["origin"] = place.Origin,
        ["container"] = place.Container,
        ["path"] = path,
        ["tags"] = new JsonObject(),
    };

    private static JsonObject Describe(ArtifactPlace place, string path, BlobRecord? blob) => new()
    {
        ["artifactId"] = $"{place.Origin}/{place.Container}/{path}",
        ["origin"] = place.Origin,
        ["container"] = place.Container,
        ["path"] = path,
        ["etag"] = blob?.ETag,
        ["createdTime"] = blob?.Created.ToString("O"),
        ["dataPath"] = null,
        ["tags"] = new JsonObject(),
    };

    private static JsonObject Page(IEnumerable<JsonNode> entries) => new()
    {
        ["value"] = new JsonArray([.. entries]), ["continuationToken"] = null, ["nextLink"] = null,
    };

    private static string Path(string? path)
    {
        var trimmed = (path ?? "").Trim('/');
        return trimmed.Length > 0 && trimmed.Split('/').Any(part => part is "" or "." or "..")
            ? throw TrackingException.Invalid($"Invalid path: {path}") : trimmed;
    }
}
