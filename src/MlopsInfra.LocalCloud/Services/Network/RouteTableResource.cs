using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Route tables.</summary>
internal sealed class RouteTableResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/routeTables";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.resourceGuid", MadeUpIds.From("network", put.Id.Value));

    public override void CheckDelete(DeleteContext delete) =>
        NetworkUse.CheckDelete(delete, "InUseRouteTableCannotBeDeleted", "Route table");
}
