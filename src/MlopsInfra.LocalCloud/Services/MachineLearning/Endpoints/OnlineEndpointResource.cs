using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Computes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>An online endpoint.</summary>
internal sealed class OnlineEndpointResource() : EndpointResource(Collection)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/{Collection}";

    private const string Collection = "onlineEndpoints";

    /// <summary>"Network isolation with managed online endpoints".</summary>
    public override NetworkPath NetworkPath => NetworkPath.OwnAccessOrParent;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretPointers { get; init; } = ["/properties/keys"];

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Endpoint("Endpoint");

    /// <inheritdoc/>
    public override UniqueName? UniqueName { get; init; } = UniqueInRegion(BatchEndpointResource.TypeName);

    /// <inheritdoc/>
    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
        [new("properties.authMode"), new("properties.compute")];

    /// <inheritdoc/>
    public override IReadOnlyList<Reference> References { get; init; } =
        [MachineLearningReferences.To("properties.compute", ComputeResource.TypeName)];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(120);

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } = Operations("oe");

    private static readonly string[] Modes = ["Key", "AMLToken", "AADToken"];

    public override void Check(AssetWrite write)
    {
        var mode = write.RequireText("authMode");
        if (!Modes.Contains(mode, StringComparer.OrdinalIgnoreCase))
            throw Invalid($"The authMode '{mode}' is none of {string.Join(", ", Modes)}.");
        if (write.Text("compute") is { Length: > 0 } compute && write.Workspace.FindChild("computes", compute) is null)
        {
            throw MachineLearningErrors.Reference("compute", compute, "ComputeNotFound");
        }

        CheckTraffic(write);
        CheckMirroredTraffic(write);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var host = Host(put.Id.Name, put.Location);
        computed.Set("properties.scoringUri", $"{host}/score");
        computed.Set("properties.swaggerUri", $"{host}/swagger.json");
        // Azure notes the id in small letters, in the answer of the creation already.
        computed.Set("properties.properties",
            new JsonObject { ["azureml.onlineendpointid"] = put.Id.Value.ToLowerInvariant() });
        computed["kind"] = put.Body.Text("properties.compute") is null ? "Managed" : "Kubernetes";
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "properties", new JsonObject());
        Default(properties, "compute", null);
        Default(properties, "traffic", new JsonObject());
        Default(properties, "mirrorTraffic", new JsonObject());
        Default(properties, "publicNetworkAccess", "Enabled");
        Default(properties, "provisioningState", "Succeeded");
        properties["scoringUri"] = $"{Host(id.Name, workspace.Region)}/score";
        properties["swaggerUri"] = $"{Host(id.Name, workspace.Region)}/swagger.json";
        resource["kind"] ??= properties["compute"] is null ? "Managed" : "Kubernetes";
    }

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        if (!post.Is("listKeys")) return false;
        EndpointKeys.Require(post.Existing, "Key");
        answer = EndpointKeys.Of(post.Existing);
        return true;
    }

    /// <summary>A PUT is answered while the traffic is still as it was.</summary>
    /// <param name="shown">The answer, to be changed.</param>
    /// <param name="before">What the endpoint was.</param>
    public static void ShowTraffic(JsonObject shown, JsonObject before)
    {
        foreach (var name in (string[])["traffic", "mirrorTraffic"])
            shown["properties"]![name] = before.At($"properties.{name}")?.DeepClone() ?? new JsonObject();
    }

    private static void CheckTraffic(AssetWrite write)
    {
        if (write.Properties["traffic"] is not JsonObject { Count: > 0 } traffic) return;
        var sum = 0;
        foreach (var (deployment, _) in traffic)
        {
            RequireDeployment(write, "traffic", deployment);
            sum += traffic.Number(deployment) is >= 0 and <= 100 and var share && double.IsInteger(share)
                ? (int)share : throw Invalid($"The traffic of '{deployment}' is no whole number of percent.");
        }

        if (sum is not 0 and not 100)
            throw Invalid($"The traffic adds up to {sum.ToString(CultureInfo.InvariantCulture)}; it has to be 0 or 100.");
    }

    // "Perform safe rollout of new deployments for real-time inference", test with mirrored traffic.
    private static void CheckMirroredTraffic(AssetWrite write)
    {
        if (write.Properties["mirrorTraffic"] is not JsonObject { Count: > 0 } mirrored) return;
        if (write.Text("compute") is { Length: > 0 }) throw Invalid("Endpoints on Kubernetes mirror no traffic.");
        if (mirrored.Count > 1) throw Invalid("Traffic can be mirrored to one deployment only.");
        var deployment = mirrored.First().Key;
        RequireDeployment(write, "mirrorTraffic", deployment);
        if (mirrored.Number(deployment) is not (>= 0 and <= 50))
            throw Invalid($"The mirrored traffic of '{deployment}' has to be 0 to 50 percent.");
        if (mirrored.Number(deployment) > 0 && (write.Properties["traffic"] as JsonObject)?.Number(deployment) > 0)
            throw Invalid($"The deployment '{deployment}' gets live traffic: it can't be mirrored to it as well.");
    }
}
