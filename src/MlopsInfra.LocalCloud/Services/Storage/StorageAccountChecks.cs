using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>
/// What goes together in a storage account, and how much of it ("Storage account overview", types of accounts; "Scalability and
/// performance targets for standard storage accounts"; "Configure Azure Storage firewalls", restrictions). Codes: "Storage
/// Resource Provider error codes", Create Storage Account.
/// </summary>
internal static class StorageAccountChecks
{
    private const int MostRules = 400;
    private const int LongestTagName = 128;
    private const string Legacy = "Standard_LRS Standard_GRS Standard_RAGRS";
    private const string Premium = "Premium_LRS Premium_ZRS";
    private const string Provisioned =
        "StandardV2_LRS StandardV2_GRS StandardV2_ZRS StandardV2_GZRS PremiumV2_LRS PremiumV2_ZRS";

    /// <summary>SKUs of each kind.</summary>
    private static readonly Dictionary<string, string[]> Skus = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage"] = $"{Legacy} Premium_LRS".Split(' '),
        ["BlobStorage"] = Legacy.Split(' '),
        ["StorageV2"] = $"{Legacy} Standard_ZRS Standard_GZRS Standard_RAGZRS {Premium}".Split(' '),
        ["BlockBlobStorage"] = Premium.Split(' '),
        ["FileStorage"] = $"{Premium} {Provisioned}".Split(' '),
    };

    /// <summary>Refuses what does not go together.</summary>
    public static void Check(PutContext put)
    {
        CheckKind(put.Body);
        CheckProtocols(put.Body);
        CheckFirewall(put);
        // hashicorp/terraform-provider-azurerm 1511: less than in other resources.
        if ((put.Body["tags"] as JsonObject)?.FirstOrDefault(tag => tag.Key.Length > LongestTagName).Key is { } name)
            throw new ArmException(400, "MaxTagKeyLengthExceeded",
                $"The tag key '{name}' has {name.Length} characters; a storage account takes {LongestTagName}.", "tags");
    }

    // hashicorp/terraform-provider-azurerm 4842, 8089: the parameters' names are all that Azure says.
    private static void CheckKind(JsonObject body)
    {
        var (kind, sku) = (body.Text("kind") ?? "", body.Text("sku.name") ?? "");
        if (Skus.TryGetValue(kind, out var skus) && !skus.Contains(sku, StringComparer.OrdinalIgnoreCase))
            throw Invalid("kind,sku", "sku.name", $"the kind '{kind}' has no SKU '{sku}', but {string.Join(", ", skus)}");
        CheckTier(kind, sku, body.Text("properties.accessTier"));
    }

    // Azure/azure-cli 2785
    private static void CheckTier(string kind, string sku, string? tier)
    {
        var isStandard = sku.StartsWith("Standard", StringComparison.OrdinalIgnoreCase);
        var mistake = kind.Equals("BlobStorage", StringComparison.OrdinalIgnoreCase) && tier is null
            ? "an account of the kind 'BlobStorage' needs one"
            : kind.Equals("Storage", StringComparison.OrdinalIgnoreCase) && tier is not null
                ? "an account of the kind 'Storage' has none"
                : isStandard && "Premium".Equals(tier, StringComparison.OrdinalIgnoreCase)
                    ? $"it can't be 'Premium' with the SKU '{sku}'" : null;
        if (mistake is not null)
            throw new ArmException(400, "InvalidAccessTier",
                $"The access tier is not allowed for this account kind: {mistake}.", "properties.accessTier");
    }

    // Azure/azure-cli 25748 and 24479; SFTP has the same condition ("SFTP support for Azure Blob Storage").
    private static void CheckProtocols(JsonObject body)
    {
        var isHierarchical = body.Flag("properties.isHnsEnabled") == true;
        if (isHierarchical && !HasDirectories(body.Text("kind"), body.Text("sku.name")))
        {
            throw NotAllowed("isHnsEnabled",
                ". For more information, see - https://aka.ms/storageaccounthns (accounts of kind 'StorageV2' with a standard "
                    + "SKU and "
                    + "of kind 'BlockBlobStorage' can have it)");
        }

        if (isHierarchical) return;
        if (body.Flag("properties.isNfsV3Enabled") == true)
            throw NotAllowed("isNfsV3Enabled", ". (It needs a hierarchical namespace, isHnsEnabled.)");
        if (body.Flag("properties.isSftpEnabled") == true)
            throw NotAllowed("isSftpEnabled", ". (It needs a hierarchical namespace, isHnsEnabled.)");
    }

    private static bool HasDirectories(string? kind, string? sku) => kind switch
    {
        "StorageV2" => sku?.StartsWith("Standard", StringComparison.OrdinalIgnoreCase) == true,
        "BlockBlobStorage" => true,
        _ => false,
    };

    // Azure/azure-cli 13828; ranges of one or two addresses: hashicorp/terraform-provider-azurerm 5444.
    private static void CheckFirewall(PutContext put)
    {
        const string Value = "networkAcls.ipRule[*].value";
        var addresses = put.Body.Texts("properties.networkAcls.ipRules[].value").ToList();
        foreach (var rule in addresses)
        {
            if (FirewallRules.Mistake(rule.Value) is { } mistake) throw Invalid(Value, rule.Path, $"'{rule.Value}' {mistake}");
            if (rule.Value.EndsWith("/31", StringComparison.Ordinal) || rule.Value.EndsWith("/32", StringComparison.Ordinal))
                throw Invalid(Value, rule.Path, $"'{rule.Value}' is too small a range: write its addresses one by one");
        }

        const string Subnets = "properties.networkAcls.virtualNetworkRules[].id";
        CheckCount(addresses.Count, "ipRules");
        CheckCount(put.Body.Texts(Subnets).Count(), "virtualNetworkRules");
        if (FirewallRules.WithoutEndpoint(put, Subnets, "Microsoft.Storage") is { } closed)
        {
            throw new ArmException(
                400, "NetworkAclsValidationFailure",
                "Validation of network acls failure: SubnetsHaveNoServiceEndpointsConfigured:"
                    + FirewallRules.NoEndpoint(closed.Subnet, "Microsoft.Storage"),
                closed.Path);
        }
    }

    private static void CheckCount(int count, string list)
    {
        if (count > MostRules)
            throw Invalid($"networkAcls.{list}", $"properties.networkAcls.{list}",
                $"there are {count} rules, and an account has {MostRules} at most");
    }

    private static ArmException NotAllowed(string property, string why) => new(
        400, "InvalidRequestPropertyValue", $"The value 'True' is not allowed for property {property}{why}",
        $"properties.{property}");

    private static ArmException Invalid(string parameter, string path, string why) => new(
        400, "InvalidValuesForRequestParameters",
        $"Values for request parameters are invalid: {parameter}. It is refused because {why}.", path);
}
