using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Network watchers: one in each region of a subscription.</summary>
internal sealed class NetworkWatcherResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/networkWatchers";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override void CheckPut(PutContext put)
    {
        if (put.IsNew && put.Cloud.Store.OfType(TypeName).Any(other => Regions.Normalize(other.Body.Text("location") ?? "")
            == put.Location && ResourceId.Parse(other.Key).SubscriptionId == put.Id.SubscriptionId))
            throw new ArmException(400, "NetworkWatcherCountLimitReached",
                "Cannot create more than 1 network watchers for this subscription in this region.", put.Id.Value);
    }
}
