using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>Container registries: what only the Premium tier has, credentials.</summary>
internal sealed class RegistryResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ContainerRegistry/registries";

    private const int MostRules = 200;

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("[A-Za-z0-9]+", 5, 50, "InvalidResourceName",
        "Registry name '{0}' is invalid. Registry names may contain alpha numeric characters only and must be between 5 and 50 "
            + "characters.");

    /// <inheritdoc/>
    public override UniqueName? UniqueName { get; init; } = new(put => new(409, "AlreadyInUse",
        $"The registry DNS name {put.Id.Name.ToLowerInvariant()}.azurecr.io is already in use. You can check if the name is "
            + "already claimed using following API: "
            + "https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability", put.Id.Name));

    /// <inheritdoc/>
    public override NameCheck? NameCheck { get; init; } = new("Invalid", name => $"The registry {name} is already in use.");

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(25);

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning => LongRunningStyle.Common;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? LogCategories { get; init; } =
        ["ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ComputedAddresses { get; init; } = ["properties.loginServer"];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? PrivateLinkGroups { get; init; } = ["registry"];

    /// <inheritdoc/>
    public override EventSource? EventSource { get; init; } =
        new("Microsoft.ContainerRegistry.Registries", "ChartDeleted", "ChartPushed", "ImageDeleted", "ImagePushed");

    /// <summary>
    /// What counts as trusted: "Allow trusted services to securely access a network-restricted container registry".
    /// </summary>
    public override NetworkSurface? NetworkSurface { get; init; } = new(
        "properties.networkRuleSet", "registry", "privatelink.azurecr.io", "properties.networkRuleBypassOptions",
        ["Microsoft.MachineLearningServices/workspaces", "Microsoft.ContainerInstance/containerGroups", TypeName]);

    /// <summary>
    /// Features of the Premium tier ("Azure Container Registry service tiers"), each with the value that switches it on.
    /// </summary>
    private static readonly (string Path, string Value, string Feature)[] PremiumOnly =
    [
        ("properties.policies.retentionPolicy.status", "enabled", "Retention policy"),
        ("properties.policies.trustPolicy.status", "enabled", "Trust policy"),
        ("properties.policies.quarantinePolicy.status", "enabled", "Quarantine policy"),
        ("properties.publicNetworkAccess", "Disabled", "Disabling public network access"),
        ("properties.networkRuleSet.defaultAction", "Deny", "Network rule set"),
        ("properties.zoneRedundancy", "Enabled", "Zone redundancy"),
        ("properties.encryption.status", "enabled", "Encryption with customer-managed keys"),
    ];

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Flag("properties.anonymousPullEnabled") == true && RegistryTiers.Is(put.Body, "Basic"))
            throw new ArmException(400, "BadRequest", "Anonymous pull is not supported for SKU Managed_Basic",
                "properties.anonymousPullEnabled");
        CheckPolicies(put.Body);
        if (RegistryTiers.IsPremium(put.Body)) return;
        foreach (var (path, value, feature) in PremiumOnly)
        {
            if (value.Equals(put.Body.Text(path), StringComparison.OrdinalIgnoreCase))
                throw RegistryTiers.NeedsPremium(feature, put.Body, path);
        }

        if (put.Body.Flag("properties.dataEndpointEnabled") == true)
            throw RegistryTiers.NeedsPremium("Dedicated data endpoints", put.Body, "properties.dataEndpointEnabled");
    }

    public override void CheckPrivateEndpoint(StoredResource target)
    {
        if (RegistryTiers.IsPremium(target.Body)) return;
        throw new ArmException(400, "PrivateEndpointNotSupportedForSku",
            $"Private endpoints need a registry of SKU 'Premium': '{target.Key}' has another.",
            "properties.privateLinkServiceConnections");
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.loginServer", $"{put.Id.Name.ToLowerInvariant()}.azurecr.io");
        computed.Set("properties.creationDate", CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now));
        computed.Set("properties.privateEndpointConnections", new JsonArray());
        computed.Set("properties.dataEndpointHostNames", new JsonArray());
        computed.Set("sku.tier", put.Body.Text("sku.name"));
        if (put.Body.Text("properties.roleAssignmentMode") is null)
            computed.Set("properties.roleAssignmentMode", "LegacyRegistryPermissions");
        if (put.Body.Flag("properties.adminUserEnabled") is null) computed.Set("properties.adminUserEnabled", false);
        if (put.Body.Text("properties.publicNetworkAccess") is null) computed.Set("properties.publicNetworkAccess", "Enabled");
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        put.IsNew ? SystemScopeMaps.Of(written) : [];

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        var isList = post.Is("listCredentials");
        if (!isList && !post.Is("regenerateCredential")) return false;
        if (post.Existing.Body.Flag("properties.adminUserEnabled") != true)
        {
            throw new ArmException(400, "UnAuthorizedForCredentialOperations",
                $"Cannot perform credential operations for {post.Id} as admin user is disabled. Kindly enable the admin user as "
                    + "per docs: "
                    + "https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication#admin-account",
                    post.Id.Value);
        }

        answer = isList ? RegistryCredentials.Show(post.Cloud, post.Id) : RegistryCredentials.Renew(post);
        return true;
    }

    // "Azure Container Registry service tiers" (IP rules), "Set a retention policy for untagged manifests", "Recover deleted
    // artifacts with soft delete policy". The code is the type's general one.
    private static void CheckPolicies(JsonObject body)
    {
        const string Policies = "properties.policies";
        const string Rules = "properties.networkRuleSet.ipRules";
        if (body.At(Rules) is JsonArray { Count: > MostRules } rules)
            throw new ArmException(400, "BadRequest", $"There are {rules.Count} IP rules; a registry has {MostRules} at most.",
                Rules);
        if (body.Number($"{Policies}.retentionPolicy.days") is < 0 or > 365)
            throw new ArmException(400, "BadRequest", "Untagged manifests are kept for 0 to 365 days.",
                $"{Policies}.retentionPolicy.days");
        if (body.Number($"{Policies}.softDeletePolicy.retentionDays") is < 1 or > 90)
            throw new ArmException(400, "BadRequest", "Soft-deleted artifacts are kept for 1 to 90 days.",
                $"{Policies}.softDeletePolicy.retentionDays");
        if (IsEnabled(body, $"{Policies}.retentionPolicy") && IsEnabled(body, $"{Policies}.softDeletePolicy"))
            throw new ArmException(400, "BadRequest", "The retention policy and the soft delete policy exclude each other.",
                $"{Policies}.softDeletePolicy");
    }

    private static bool IsEnabled(JsonObject body, string policy) =>
        body.Text($"{policy}.status")?.Equals("enabled", StringComparison.OrdinalIgnoreCase) == true;
}
