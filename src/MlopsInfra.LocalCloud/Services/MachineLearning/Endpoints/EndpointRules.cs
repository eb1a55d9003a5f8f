using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>Batch and online endpoints of a workspace.</summary>
internal sealed class EndpointRules : TypeRules
{
    private const string Batch = "Microsoft.MachineLearningServices/workspaces/batchEndpoints";
    private const string Online = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints";

    public override IReadOnlyList<string> Types { get; } = [Batch, Online];

    public override void CheckPut(PutContext put)
    {
        if (put.Id.Type == Batch) CheckBatch(put);
        else CheckTraffic(put);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var host = $"https://{put.Id.Name}.{put.Location}.inference.ml.azure.com";
        if (put.Id.Type == Batch)
        {
            computed.Set("properties.scoringUri", $"{host}/jobs");
            computed.Set("properties.swaggerUri", $"{host}/jobs/swagger.json");
            computed.Set("properties.properties", Noted(put.Id.Value));
        }
        else
        {
            computed.Set("properties.scoringUri", $"{host}/score");
            computed.Set("properties.swaggerUri", $"{host}/swagger.json");
            computed.Set("properties.properties", Noted(put.Id.Value.ToLowerInvariant()));
            computed["kind"] = put.Body.Text("properties.compute") is null ? "Managed" : "Kubernetes";
        }
    }

    /// <summary>Azure notes the id among the properties, in the answer of the creation already.</summary>
    private static JsonObject Noted(string id) => new() { ["azureml.onlineendpointid"] = id };

    private static void CheckBatch(PutContext put)
    {
        if (put.Body.Text("properties.authMode") is { } mode && !mode.Equals("AADToken", StringComparison.OrdinalIgnoreCase))
            throw Error(400, $"Auth mode '{mode}' is not supported for batch endpoints: only AADToken is.",
                "properties.authMode");
        if (put.Body.Text("properties.defaults.deploymentName") is { Length: > 0 } deployment
            && put.Cloud.Store.Find($"{put.Id}/deployments/{deployment}") is null)
            throw Error(400, $"The default deployment '{deployment}' does not exist under the endpoint '{put.Id.Name}'.",
                "properties.defaults.deploymentName");
    }

    private static void CheckTraffic(PutContext put)
    {
        if (put.Body.At("properties.traffic") is not JsonObject { Count: > 0 } traffic) return;
        if (traffic.FirstOrDefault(share => put.Cloud.Store.Find($"{put.Id}/deployments/{share.Key}") is null).Key is { } missing)
            throw Error(400,
                $"Traffic refers to the deployment '{missing}', which does not exist under the endpoint '{put.Id.Name}'.",
                $"properties.traffic.{missing}");
        var sum = traffic.Sum(share => traffic.Number(share.Key) ?? 0);
        if (sum is not (0 or 100))
            throw Error(400, $"The traffic of an endpoint has to add up to 0 or 100, not {sum}.", "properties.traffic");
    }

    private static ArmException Error(int status, string message, string target) => new(status, "UserError", message, target);
}
