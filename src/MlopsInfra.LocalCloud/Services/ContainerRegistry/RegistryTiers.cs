using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>The tier of a registry, and the refusal of what only the Premium one has.</summary>
internal static class RegistryTiers
{
    /// <summary>Whether a registry is of the Premium tier.</summary>
    /// <param name="registry">Its body.</param>
    public static bool IsPremium(JsonObject registry) => Is(registry, "Premium");

    /// <summary>Whether a registry is of a tier.</summary>
    /// <param name="registry">Its body.</param>
    /// <param name="tier">The tier, as in <c>Basic</c>.</param>
    public static bool Is(JsonObject registry, string tier) =>
        tier.Equals(registry.Text("sku.name"), StringComparison.OrdinalIgnoreCase);

    /// <summary>The refusal of a feature that a registry's tier does not have.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="registry">The registry's body.</param>
    /// <param name="target">What asks for it.</param>
    public static ArmException NeedsPremium(string feature, JsonObject registry, string target) => new(400, "SkuNotSupported",
        $"{feature} is not supported for the SKU '{registry.Text("sku.name")}'. Use the SKU 'Premium'.", target);
}
