using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>
/// The kinds of accounts and their redundancies ("Storage account overview"). Which region has which is not known here: each is
/// said of all.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class StorageSkuRoutes(CloudContext cloud) : IPathRoutes
{
    private static readonly (string Kind, string[] Names)[] Skus =
    [
        ("StorageV2", ["Standard_LRS", "Standard_GRS", "Standard_RAGRS", "Standard_ZRS", "Standard_GZRS", "Standard_RAGZRS",
            "Premium_LRS"]),
        ("BlockBlobStorage", ["Premium_LRS", "Premium_ZRS"]),
        ("FileStorage", ["Premium_LRS", "Premium_ZRS"]),
    ];

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match("GET subscriptions/*/providers/Microsoft.Storage/skus") is not [var subscription]) return false;
        RequestChecks.RequireSubscription(cloud, subscription);
        await request.Rest.AnswerAsync(200, Page.Whole(
            from region in Regions.Names
            from each in Skus
            from name in each.Names
            select Show(Regions.Normalize(region), each.Kind, name)));
        return true;
    }

    private static JsonObject Show(string region, string kind, string name) => new()
    {
        ["resourceType"] = "storageAccounts",
        ["name"] = name,
        ["tier"] = name.Split('_')[0],
        ["kind"] = kind,
        ["locations"] = new JsonArray(region),
        ["capabilities"] = new JsonArray(),
        ["restrictions"] = new JsonArray(),
    };
}
