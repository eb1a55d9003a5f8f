using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>Replicas of a registry: Premium only, and not where the registry is itself.</summary>
internal sealed class ReplicationResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ContainerRegistry/registries/replications";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = RegistryNames.Plain("Replication");

    public override void CheckPut(PutContext put)
    {
        var registry = put.Cloud.Find(put.Id.Parent!.Value)!.Body;
        var sku = registry.Text("sku.name");
        if (sku?.Equals("Premium", StringComparison.OrdinalIgnoreCase) != true)
            throw new ArmException(400, "SkuNotSupported",
                $"Geo-replication is not supported for the SKU '{sku}'. Use the SKU 'Premium'.", put.Id.Value);
        // Azure's own code is not published; 409 is.
        if (put.IsNew && Regions.Normalize(registry.Text("location") ?? "") == put.Location)
            throw new ArmException(409, "Conflict",
                $"The registry is in '{put.Location}' itself: a replica has to be in another region.", "location");
    }
}
