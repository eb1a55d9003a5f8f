using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>An endpoint, or a deployment of one.</summary>
/// <param name="name">The type below the workspace, as in <c>batchEndpoints/deployments</c>.</param>
internal abstract class EndpointResource(string name) : MachineLearningResource(name)
{
    /// <summary>
    /// Refuses a tag without a value: none is taken, and all tags of a request are looked at
    /// (github.com/Azure/azure-sdk-for-python/issues/41586).
    /// </summary>
    public override void CheckSent(ResourceId id, JsonObject body)
    {
        if (body["tags"] is not JsonObject tags) return;
        var empty = tags.Where(tag => tag.Value is null || tag.Value.AsText() is "").Select(tag => tag.Key).ToList();
        if (empty.Count > 0)
            throw new ArmException(400, "UserError", $"Tag values must not be null or empty: {string.Join(", ", empty)}.",
                "tags");
    }

    /// <summary>Refuses an endpoint that names a deployment which it does not have.</summary>
    /// <param name="write">The PUT of the endpoint.</param>
    /// <param name="what">Where it names it.</param>
    /// <param name="deployment">The name.</param>
    protected static void RequireDeployment(AssetWrite write, string what, string deployment)
    {
        if (write.Workspace.Find(write.Id.Child("deployments", deployment)) is null)
            throw MachineLearningErrors.Reference(what, deployment, "DeploymentNotFound");
    }

    /// <summary>The address that an endpoint is called at.</summary>
    /// <param name="name">The endpoint.</param>
    /// <param name="region">Its region.</param>
    protected static string Host(string name, string region) => $"https://{name}.{region}{AzureHosts.ScoringSuffix}";

    /// <summary>The name of an endpoint, which is the name of a host in its region.</summary>
    /// <param name="other">The other kind of endpoints.</param>
    protected static UniqueName UniqueInRegion(ResourceType other) => new(put => new ArmException(400, "UserError",
        $"There already exists an endpoint with name '{put.Id.Name}' in region '{put.Location}'. Endpoint names have to be "
            + "unique in a region.", put.Id.Name)) { IsRegional = true, With = [other] };
}
