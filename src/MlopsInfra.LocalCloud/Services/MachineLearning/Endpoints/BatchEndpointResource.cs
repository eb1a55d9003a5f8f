using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>A batch endpoint.</summary>
internal sealed class BatchEndpointResource() : EndpointResource(Collection)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/{Collection}";

    private const string Collection = "batchEndpoints";

    /// <summary>A batch endpoint has the network of its workspace.</summary>
    public override NetworkPath NetworkPath => NetworkPath.Parent;

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Endpoint("Endpoint");

    /// <inheritdoc/>
    public override UniqueName? UniqueName { get; init; } = UniqueInRegion(OnlineEndpointResource.TypeName);

    /// <inheritdoc/>
    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } = [new("properties.authMode")];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(20);

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } = Operations("bebes");

    public override void Normalize(AssetWrite write)
    {
        if ("AADToken".Equals(write.Text("authMode"), StringComparison.OrdinalIgnoreCase))
            write.Properties["authMode"] = "AADToken";
    }

    /// <summary>Refuses <c>listkeys</c>: an endpoint that only takes tokens has none.</summary>
    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        if (!post.Is("listKeys")) return false;
        throw MachineLearningErrors.Invalid(
            $"The endpoint '{post.Id.Name}' has no keys: its authMode is {post.Existing.Body.Text("properties.authMode")}.");
    }

    /// <summary>A PATCH changes tags and identity only.</summary>
    public override void CheckPatch(ResourceId id, JsonObject patch)
    {
        if (patch["properties"] is not JsonObject { Count: > 0 } properties) return;
        throw MachineLearningErrors.Invalid(
            $"A PATCH of a batch endpoint changes tags and identity only, not properties.{properties.First().Key}: PUT the whole "
                + "endpoint.");
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var host = Host(put.Id.Name, put.Location);
        computed.Set("properties.scoringUri", $"{host}/jobs");
        computed.Set("properties.swaggerUri", $"{host}/jobs/swagger.json");
        computed.Set("properties.properties", new JsonObject { ["azureml.onlineendpointid"] = put.Id.Value });
    }

    public override void Check(AssetWrite write)
    {
        var mode = write.RequireText("authMode");
        if (!mode.Equals("AADToken", StringComparison.OrdinalIgnoreCase))
        {
            throw MachineLearningErrors.Invalid($"The authMode '{mode}' is not supported by batch endpoints: only AADToken is.");
        }

        if (write.Properties["defaults"]?["deploymentName"].AsText() is { Length: > 0 } deployment)
            RequireDeployment(write, "defaults.deploymentName", deployment);
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "properties", new JsonObject());
        Default(properties, "swaggerUri", null);
        Default(properties, "defaults", new JsonObject { ["deploymentName"] = null });
        Default(properties, "provisioningState", "Succeeded");
        properties["scoringUri"] = $"{Host(id.Name, workspace.Region)}/jobs";
        var extra = properties["properties"]!.AsObject();
        extra["azureml.onlineendpointid"] = id.Value;
    }
}
