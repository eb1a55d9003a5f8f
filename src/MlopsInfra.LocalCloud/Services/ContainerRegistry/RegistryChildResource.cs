using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>
/// What a registry has only in the Premium tier, or so many of in each tier ("Azure Container Registry service tiers").
/// </summary>
internal sealed class RegistryChildResource(ResourceType type) : AzureResource(type)
{
    /// <summary>What needs the Premium tier, in the words of a refusal; null where every tier has it.</summary>
    public string? PremiumFeature { get; init; }

    /// <summary>How many a registry of each tier has; null where there is no limit.</summary>
    public (int Basic, int Standard, int Premium)? Most { get; init; }

    public override void CheckPut(PutContext put)
    {
        var registry = put.Id.Parent!;
        var sku = put.Cloud.Find(registry.Value)!.Body.Text("sku.name") ?? "";
        var isPremium = sku.Equals("Premium", StringComparison.OrdinalIgnoreCase);
        if (PremiumFeature is not null && !isPremium)
            throw new ArmException(400, "SkuNotSupported",
                $"{PremiumFeature} is not supported for the SKU '{sku}'. Use the SKU 'Premium'.", put.Id.Value);
        if (Most is not { } most || !put.IsNew) return;
        var limit = isPremium ? most.Premium : sku.Equals("Standard", StringComparison.OrdinalIgnoreCase) ? most.Standard
            : most.Basic;
        if (put.Cloud.Store.Children(registry.Value).Count(other => other.Type == Type) < limit) return;
        // microsoft/vscode-docker 1281; the status is not published.
        throw new ArmException(403, "QuotaExceeded",
            $"Quota exceeded for resource type {Type.LastName} for the registry SKU {sku}. Learn more about different SKU quotas "
                + "and "
                + "upgrade process: https://aka.ms/acr/tiers", put.Id.Value);
    }
}
