using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>
/// What a registry has only in the Premium tier, or so many of in each tier ("Azure Container Registry service tiers").
/// </summary>
internal class RegistryChildResource(ResourceType type) : AzureResource(type)
{
    /// <summary>What needs the Premium tier, in the words of a refusal; null where every tier has it.</summary>
    public virtual string? PremiumFeature { get; init; }

    /// <summary>How many a registry of each tier has; null where there is no limit.</summary>
    public (int Basic, int Standard, int Premium)? Most { get; init; }

    public override void CheckPut(PutContext put)
    {
        var registry = put.Cloud.Find(put.Id.Parent!.Value)!.Body;
        var isPremium = RegistryTiers.IsPremium(registry);
        if (PremiumFeature is not null && !isPremium)
            throw RegistryTiers.NeedsPremium(PremiumFeature, registry, put.Id.Value);
        if (Most is not { } most || !put.IsNew) return;
        var limit = isPremium ? most.Premium : RegistryTiers.Is(registry, "Standard") ? most.Standard : most.Basic;
        if (put.Siblings.Count(other => !SystemScopeMaps.Is(other)) < limit) return;
        // microsoft/vscode-docker 1281; the status is not published.
        throw new ArmException(403, "QuotaExceeded",
            $"Quota exceeded for resource type {Type.LastName} for the registry SKU {registry.Text("sku.name")}. Learn more "
                + "about different SKU quotas and upgrade process: https://aka.ms/acr/tiers", put.Id.Value);
    }
}
