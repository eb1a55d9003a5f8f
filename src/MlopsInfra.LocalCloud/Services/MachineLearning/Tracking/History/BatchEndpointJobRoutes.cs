using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>The jobs that a batch endpoint started, as the front end of the service lists them.</summary>
internal sealed class BatchEndpointJobRoutes(IResourceManager resources) : IHistoryRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string service, string[] path) => (method, service, path) switch
    {
        ("GET", "mferp", ["batchEndpoints" or "batchendpoints", var endpoint, "jobs"]) => Read(endpoint, null),
        ("GET", "mferp", ["batchEndpoints" or "batchendpoints", var endpoint, "deployments", var deployment, "jobs"]) =>
            Read(endpoint, deployment),
        _ => null,
    };

    private TrackingRoute Read(string endpoint, string? deployment) => new(TrackingActions.ReadJobs,
        call => Task.FromResult<JsonObject?>(List(call, endpoint, deployment)));

    private JsonObject List(TrackingCall call, string name, string? deployment)
    {
        var endpoint = call.Workspace.Id.Child("batchEndpoints", name);
        if (resources.Find(endpoint) is null) throw TrackingException.Missing($"The batch endpoint '{name}' was not found.");
        var started = resources.List(call.Workspace.Id, JobResource.TypeName)
            .Where(job =>
                ResourceId.TryParse(job["properties"]?["properties"]?[BatchInvocation.Deployment].AsText(), out var origin)
                && endpoint.Equals(origin.Parent)
                && (deployment is null || origin.Name.Equals(deployment, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(job => job.Text("systemData.createdAt"), StringComparer.Ordinal)
            .Select(job => (JsonNode)Describe(endpoint.Value, job));
        return new JsonObject { ["value"] = new JsonArray([.. started]), ["nextLink"] = null };
    }

    private static JsonObject Describe(string endpoint, JsonObject job)
    {
        var name = job["name"].AsText()!;
        return new JsonObject
        {
            ["id"] = $"{endpoint}/jobs/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.MachineLearningServices/workspaces/batchEndpoints/jobs",
            ["properties"] = new JsonObject
            {
                ["name"] = name,
                ["status"] = JobStatus.Of(job),
                ["description"] = job.Text("properties.description"),
                ["tags"] = job.At("properties.tags")?.DeepClone() ?? new JsonObject(),
                ["properties"] = job["properties"]?["properties"]?.DeepClone() ?? new JsonObject(),
            },
            ["systemData"] = job["systemData"]?.DeepClone(),
        };
    }
}
