using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>The operations of a deployment, one for each resource.</summary>
/// <param name="deployment">The deployment.</param>
/// <param name="time">The clock.</param>
internal sealed class DeploymentOperations(ResourceId deployment, TimeProvider time)
{
    /// <summary>All of them as they are shown.</summary>
    public JsonArray All { get; } = [];

    /// <summary>Begins one.</summary>
    /// <param name="resource">What is deployed; null for the outputs.</param>
    public JsonObject Begin(PlannedResource? resource)
    {
        var id = Guid.NewGuid().ToString("N").ToUpperInvariant()[..16];
        var properties = new JsonObject
        {
            ["provisioningOperation"] = resource is null ? "EvaluateDeploymentOutput" : "Create",
            ["provisioningState"] = "Running",
            ["timestamp"] = Stamp(time.GetUtcNow()),
            ["duration"] = "PT0S",
            ["trackingId"] = Guid.NewGuid().ToString(),
        };
        if (resource is not null) properties["targetResource"] = Target(resource);
        var operation = new JsonObject
        {
            ["id"] = $"{deployment}/operations/{id}", ["operationId"] = id, ["properties"] = properties,
        };
        All.Add((JsonNode)operation);
        return operation;
    }

    /// <summary>Ends one.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The HTTP status that it ended with.</param>
    /// <param name="error">What went wrong; null for nothing.</param>
    public void End(JsonObject operation, int status, ArmException? error = null)
    {
        var properties = operation["properties"]!.AsObject();
        var now = time.GetUtcNow();
        var begun = DateTimeOffset.Parse(properties["timestamp"]!.ToString(), CultureInfo.InvariantCulture);
        properties["provisioningState"] = error is null ? "Succeeded" : "Failed";
        properties["timestamp"] = Stamp(now);
        properties["duration"] = XmlConvert.ToString(now - begun);
        properties["statusCode"] = ((System.Net.HttpStatusCode)status).ToString();
        if (error is not null)
        {
            properties["statusMessage"] = new JsonObject
            {
                ["status"] = "Failed", ["error"] = error.ToJson()["error"]!.DeepClone(),
            };
        }
    }

    /// <summary>What is deployed, as operations and dependencies name it.</summary>
    public static JsonObject Target(PlannedResource resource) => new()
    {
        ["id"] = resource.Id,
        ["resourceType"] = resource.Type,
        ["resourceName"] = resource.Name,
    };

    /// <summary>A time as deployments show it.</summary>
    public static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
