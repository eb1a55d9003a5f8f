using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Key vaults: soft delete, purge protection, tenant.</summary>
internal sealed class VaultResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.KeyVault/vaults";

    private static readonly (string List, int Most)[] Most =
    [
        ("properties.accessPolicies", 1024),
        ("properties.networkAcls.ipRules", 1000),
        ("properties.networkAcls.virtualNetworkRules", 200),
    ];

    private const string Days = "properties.softDeleteRetentionInDays";

    public override string InvalidValueCode { get; init; } = "BadRequest";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("[A-Za-z](?:-?[A-Za-z0-9])*", 3, 24, "VaultNameNotValid",
        "The vault name '{0}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with "
            + "a letter, end with a letter or digit, and not contain consecutive hyphens.");

    /// <inheritdoc/>
    public override UniqueName? UniqueName { get; init; } = new(put => new(409, "VaultAlreadyExists",
        Taken(put.Id.Name), put.Id.Name));

    /// <inheritdoc/>
    public override NameCheck? NameCheck { get; init; } = new("AccountNameInvalid", Taken);

    /// <inheritdoc/>
    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
    [
        new("properties.tenantId"),
        new(Days)
        {
            Status = 400,
            Code = "BadRequest",
            Message = (_, _) => "The property \"softDeleteRetentionInDays\" has been set already and it can't be modified.",
            // What was not set has Azure's default, 90; saying that is no change.
            IsAllowed = (old, now) => old is null && now?.ToString() == "90",
        },
    ];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(18);

    /// <inheritdoc/>
    public override IReadOnlyList<string>? LogCategories { get; init; } = ["AuditEvent", "AzurePolicyEvaluationDetails"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ComputedAddresses { get; init; } = ["properties.vaultUri"];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? PrivateLinkGroups { get; init; } = ["vault"];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Metrics { get; init; } =
        ["Availability", "SaturationShoebox", "ServiceApiHit", "ServiceApiLatency", "ServiceApiResult"];

    public override EventSource? EventSource { get; init; } = new("Microsoft.KeyVault.vaults",
        "CertificateExpired", "CertificateNearExpiry", "CertificateNewVersionCreated", "KeyExpired", "KeyNearExpiry",
        "KeyNewVersionCreated", "SecretExpired", "SecretNearExpiry", "SecretNewVersionCreated", "VaultAccessPolicyChanged");

    /// <summary>
    /// What counts as trusted: "Trusted services" in "Virtual network service endpoints for Azure Key Vault".
    /// </summary>
    public override NetworkSurface? NetworkSurface { get; init; } = new(
        "properties.networkAcls", "vault", "privatelink.vaultcore.azure.net", "properties.networkAcls.bypass",
        [
            "Microsoft.MachineLearningServices/workspaces", "Microsoft.EventGrid/systemTopics",
            "Microsoft.ContainerRegistry/registries", "Microsoft.Storage/storageAccounts",
        ]);

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Number(Days) is < 7 or > 90)
            throw Bad("The property \"softDeleteRetentionInDays\" must be between 7 and 90 days.", Days);
        if (put.Body.Flag("properties.enableSoftDelete") == false)
            throw Bad(
                "The property \"enableSoftDelete\" can be set to false only for creating new vault. Enabling the 'soft delete' "
                    + "functionality is an irreversible action.", "properties.enableSoftDelete");
        if (put.Body.Flag("properties.enablePurgeProtection") == false)
            throw Bad(
                "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection for a vault is an "
                    + "irreversible action.", "properties.enablePurgeProtection");
        if (put.Body.Text("properties.tenantId") is { } tenant && !Guid.TryParse(tenant, out _))
            throw Bad($"The tenantId '{tenant}' is no GUID.", "properties.tenantId");
        CheckCounts(put.Body);
        CheckFirewall(put);
        var recovers = put.Body.Text("properties.createMode")?.Equals("recover", StringComparison.OrdinalIgnoreCase) == true;
        if (put.IsNew && Held(put) is not null && !recovers)
        {
            throw new ArmException(409, "ConflictError",
                "A vault with the same name already exists in deleted state. You need to either recover or purge existing key "
                    + "vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft "
                    + $"delete. Vault: {put.Id.Name}", put.Id.Name);
        }

        if (recovers && put.IsNew && Held(put) is null)
            throw new ArmException(404, "DeletedVaultNotFound",
                $"The specified deleted vault '{put.Id.Name}' does not exist in location '{put.Location}'.", put.Id.Name);
    }

    private static string Taken(string name) =>
        $"The vault name '{name}' is already in use. Vault names are globally unique so it is possible that the name is already "
            + "taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was "
            + "recently deleted but not purged after being placed in a recoverable state.";

    // "Azure Key Vault service limits"; rules: "Virtual network service endpoints for Azure Key Vault".
    private static void CheckCounts(JsonObject body)
    {
        foreach (var (list, most) in Most)
        {
            if (body.At(list) is JsonArray entries && entries.Count > most)
                throw Bad($"The property \"{list}\" has {entries.Count} entries; a vault has {most} at most.", list);
        }
    }

    private static void CheckFirewall(PutContext put)
    {
        foreach (var (path, address) in put.Body.Texts("properties.networkAcls.ipRules[].value"))
        {
            if (FirewallRules.Mistake(address) is { } mistake)
                throw Bad($"The firewall rule '{address}' is invalid: it {mistake}.", path);
        }

        const string Subnets = "properties.networkAcls.virtualNetworkRules[].id";
        if (FirewallRules.WithoutEndpoint(put, Subnets, "Microsoft.KeyVault") is { } closed)
        {
            // hashicorp/terraform-provider-azurerm 11759
            throw new ArmException(400, "VirtualNetworkNotValid",
                "Operation on Virtual Network could not be performed. StatusCode: 400 (BadRequest). Error Code: "
                    + "SubnetsHaveNoServiceEndpointsConfigured. Error Message: "
                    + FirewallRules.NoEndpoint(closed.Subnet, "Microsoft.KeyVault"), closed.Path);
        }
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var properties = computed["properties"]!.AsObject();
        properties["vaultUri"] = $"https://{put.Id.Name.ToLowerInvariant()}.vault.azure.net/";
        properties["enableSoftDelete"] = true;
        properties["softDeleteRetentionInDays"] = put.Body.Number(Days) ?? put.Existing?.Body.Number(Days) ?? 90;
        properties["hsmPoolResourceId"] = "";
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        !put.IsNew ? [] : Held(put) is not { } held ? KeptContent.Release(put.Cloud, written.Key, isRecovered: false)
            : KeptContent.Release(put.Cloud, written.Key, isRecovered: true).Append(SoftDelete.Free(held));

    public override SoftDeletion SoftDeletionOf(JsonObject body) =>
        new((int)(body.Number(Days) ?? 90),
            CanPurge: body.Flag("properties.enablePurgeProtection") != true) { IsWorldWide = true };

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) =>
        [SoftDelete.Leave(delete, SoftDeletionOf(delete.Existing.Body)), .. KeptContent.Keep(delete.Cloud, delete.Existing)];

    /// <summary>Vault names are unique world-wide, deleted ones included.</summary>
    private static StoredResource? Held(PutContext put) =>
        SoftDelete.Find(put.Cloud, TypeName,
            deleted => put.Id.Name.Equals(deleted.Computed.Text("name"), StringComparison.OrdinalIgnoreCase));

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
