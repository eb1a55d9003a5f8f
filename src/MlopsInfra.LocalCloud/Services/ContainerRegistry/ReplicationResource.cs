using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>Replicas of a registry: Premium only, and not where the registry is itself.</summary>
internal sealed class ReplicationResource() : RegistryChildResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ContainerRegistry/registries/replications";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = RegistryNames.Plain("Replication");

    /// <inheritdoc/>
    public override string? PremiumFeature { get; init; } = "Geo-replication";

    public override void CheckPut(PutContext put)
    {
        base.CheckPut(put);
        var registry = put.Cloud.Find(put.Id.Parent!.Value)!.Body;
        // Azure's own code is not published; 409 is.
        if (put.IsNew && Regions.Normalize(registry.Text("location") ?? "") == put.Location)
            throw new ArmException(409, "Conflict",
                $"The registry is in '{put.Location}' itself: a replica has to be in another region.", "location");
    }
}
