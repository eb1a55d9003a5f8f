using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>A request to a vault whose caller is known, and may come from where it comes from.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="Request">The request.</param>
/// <param name="Vault">The vault.</param>
/// <param name="Caller">Object id of who calls.</param>
/// <param name="Segments">Its path below the vault, without empty parts.</param>
internal sealed record VaultCall(
    CloudContext Cloud, RestRequest Request, StoredResource Vault, string Caller, string[] Segments)
{
    private const int PageSize = 25;

    /// <summary>Where the vault is for the client: ids begin so.</summary>
    public string BaseUri { get; init; } = $"https://{Vault.Name.ToLowerInvariant()}{AzureHosts.VaultSuffix}";

    /// <summary>The ARM id of something in the vault.</summary>
    public string IdOf(VaultKind kind, string name) => $"{Vault.Key}/{kind.Plural}/{name}";

    /// <summary>What clients call something.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version; null for the current one, whichever that is.</param>
    public string Uri(VaultKind kind, string name, string? version = null) =>
        $"{BaseUri}/{kind.Plural}/{name}{(version is null ? "" : $"/{version}")}";

    /// <summary>Refuses a caller who lacks a right.</summary>
    /// <param name="right">The right.</param>
    /// <param name="id">ARM id of what it is about; null for the vault.</param>
    public void Require(VaultRight right, string? id = null) => VaultAccess.Require(Cloud, Vault, Caller, right, id ?? Vault.Key);

    /// <summary>One page of a list, of <c>maxresults</c> entries (25 at most).</summary>
    public VaultAnswer Page(IReadOnlyList<JsonObject> all)
    {
        var size = Number("maxresults") is { } asked and > 0 ? Math.Min(asked, PageSize) : PageSize;
        var skip = Number("$skiptoken") ?? 0;
        var path = QueryHelpers.AddQueryString(Request.Absolute(Request.Info.Path), new Dictionary<string, string?>
        {
            ["api-version"] = Request.Query("api-version"), ["$skiptoken"] = $"{skip + size}", ["maxresults"] = $"{size}",
        });
        return new VaultAnswer(new JsonObject
        {
            ["value"] = new JsonArray([.. all.Skip(skip).Take(size)]),
            ["nextLink"] = skip + size < all.Count ? path : null,
        });
    }

    private int? Number(string name) => Request.Query(name) is not { Length: > 0 } text ? null
        : int.TryParse(text, out var number) && number >= 0 ? number
        : throw VaultErrors.Bad($"The value '{text}' of query parameter '{name}' is invalid.");
}
