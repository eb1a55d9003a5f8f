using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>The attributes of what a vault holds.</summary>
internal static class VaultAttributes
{
    private static readonly string[] Settable = ["enabled", "nbf", "exp", "exportable"];

    /// <summary>All of them.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="item">What has them.</param>
    public static JsonObject Show(StoredResource vault, VaultItem item)
    {
        var shown = new JsonObject { ["enabled"] = item.IsEnabled };
        foreach (var name in Settable.Skip(1))
        {
            if (item.Body.At($"properties.attributes.{name}") is { } value) shown[name] = value.DeepClone();
        }

        shown["created"] = item.Created;
        shown["updated"] = item.Updated;
        var days = Days(vault);
        shown["recoveryLevel"] = (days < 90 ? "Customized" : "") + "Recoverable"
            + (vault.Body.Flag("properties.enablePurgeProtection") == true ? "" : "+Purgeable");
        shown["recoverableDays"] = days;
        return shown;
    }

    /// <summary>How long a vault keeps what was deleted.</summary>
    public static int Days(StoredResource vault) => (int)(vault.Body.Number("properties.softDeleteRetentionInDays") ?? 90);

    /// <summary>What a client sets of them, laid over what there is.</summary>
    /// <param name="given">The attributes of the request; null for none.</param>
    /// <param name="before">Those that there are; null for none.</param>
    /// <exception cref="Arm.ArmException">They don't go together.</exception>
    public static JsonObject? Merge(JsonNode? given, JsonNode? before)
    {
        var merged = before?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in given as JsonObject ?? [])
        {
            if (Settable.Contains(name) && value is not null) merged[name] = value.DeepClone();
        }

        if (merged.Number("nbf") is { } from && merged.Number("exp") is { } to && to <= from)
            throw VaultErrors.Bad("The property 'exp' has to be later than 'nbf'.");
        return merged.Count == 0 ? null : merged;
    }
}
