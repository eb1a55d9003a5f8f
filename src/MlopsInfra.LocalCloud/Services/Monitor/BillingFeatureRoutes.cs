using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>How much a component of Application Insights may take in a day: its <c>currentbillingfeatures</c>.</summary>
internal sealed class BillingFeatureRoutes(CloudContext cloud) : IArmRoutes
{
    private const string Segment = "currentbillingfeatures";
    private const string TypeName = $"{InsightsComponentResource.TypeName}/{Segment}";

    // Of a new component, as ComponentCurrentBillingFeatures of api-version 2015-05-01 has them.
    private const string Default =
        """
        {"CurrentBillingFeatures":["Basic"],"DataVolumeCap":{"Cap":100,"ResetTime":0,"WarningThreshold":90,
        "StopSendNotificationWhenHitThreshold":false,"StopSendNotificationWhenHitCap":false,"MaxHistoryCap":1000}}
        """;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Target is not { Kind: TargetKind.Collection, Id: { } component } || request.Target.Type != TypeName)
            return false;
        var isWrite = request.Rest.Method == "PUT";
        if (!isWrite && request.Rest.Method != "GET") return false;
        RequestChecks.RequireRight(cloud.Access, request.Principal, component, $"{TypeName}/{(isWrite ? "write" : "read")}");
        if (cloud.Store.Find(component.Value) is null) throw ArmErrors.ResourceNotFound(component);
        var id = component.Child(Segment, "default");
        var features = cloud.Store.Find(id.Value)?.Body ?? JsonNode.Parse(Default)!.AsObject();
        if (isWrite)
        {
            features = JsonPaths.Merge(features, await request.Rest.ReadObjectAsync());
            lock (cloud.Store.Gate)
            {
                cloud.Store.Commit([new StoreChange(id.Value,
                    new StoredResource(id.Value, TypeName, features, [], cloud.Now, cloud.Now, []))]);
            }

            request.Rest.Changed = true;
        }

        await request.Rest.AnswerAsync(200, features.DeepClone());
        return true;
    }
}
