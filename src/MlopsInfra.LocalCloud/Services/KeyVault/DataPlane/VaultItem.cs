using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>
/// One version of a secret, key or certificate. The current one is the resource that Resource Manager shows; earlier ones stand
/// below it.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Stored">What is kept of it.</param>
internal sealed record VaultItem(VaultKind Kind, string Name, string Version, StoredResource Stored)
{
    private const string CreatedPath = "properties.attributes.created";
    private const string UpdatedPath = "properties.attributes.updated";

    /// <summary>What was set.</summary>
    public JsonObject Body => Stored.Body;

    /// <summary>When this version was made, in seconds.</summary>
    public long Created => (long)(Stored.Computed.Number(CreatedPath) ?? Stored.CreatedOn.ToUnixTimeSeconds());

    /// <summary>When it was last changed, in seconds.</summary>
    public long Updated => (long)(Stored.Computed.Number(UpdatedPath) ?? Stored.ChangedOn.ToUnixTimeSeconds());

    /// <summary>Whether it may be used.</summary>
    public bool IsEnabled => Body.Flag("properties.attributes.enabled") ?? true;

    /// <summary>The version that a resource is.</summary>
    public static VaultItem Of(VaultKind kind, StoredResource stored)
    {
        var uri = stored.Computed.Text($"properties.{kind.UriProperty}WithVersion") ?? "";
        return new VaultItem(kind, stored.Name, uri[(uri.LastIndexOf('/') + 1)..], stored);
    }

    /// <summary>What is computed of a version.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="vault">Name of its vault.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version.</param>
    /// <param name="created">When it was made, in seconds.</param>
    /// <param name="updated">When it was changed, in seconds.</param>
    public static JsonObject Outputs(VaultKind kind, string vault, string name, string version, long created, long updated)
    {
        var uri = Uri(kind, vault, name);
        return new JsonObject
        {
            [kind.UriProperty] = uri,
            [$"{kind.UriProperty}WithVersion"] = $"{uri}/{version}",
            ["attributes"] = new JsonObject { ["created"] = created, ["updated"] = updated },
        };
    }

    /// <summary>Where something is in Azure.</summary>
    public static string Uri(VaultKind kind, string vault, string name) => string.Create(CultureInfo.InvariantCulture,
        $"https://{vault.ToLowerInvariant()}.vault.azure.net/{kind.Plural}/{name}");
}
