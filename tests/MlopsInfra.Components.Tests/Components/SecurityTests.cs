using System.Collections.Immutable;

namespace MlopsInfra.Components.Tests.Components;

/// <summary>
/// What holds in every environment, with every default. Ids are the public rules' (checkov: CKV_AZURE_n, PSRule for Azure).
/// </summary>
public sealed class SecurityTests
{
    public static TheoryData<string, string, object> Rules => new()
    {
        { "storage:StorageAccount", "enableHttpsTrafficOnly", true }, // CKV_AZURE_3
        { "storage:StorageAccount", "minimumTlsVersion", "TLS1_2" }, // CKV_AZURE_44, Azure.Storage.MinTLS
        { "storage:StorageAccount", "allowBlobPublicAccess", false }, // CKV_AZURE_190, Azure.Storage.BlobPublicAccess
        { "storage:StorageAccount", "allowSharedKeyAccess", false }, // CKV2_AZURE_40
        { "storage:StorageAccount", "isLocalUserEnabled", false }, // CKV_AZURE_244
        { "storage:StorageAccount", "sasPolicy.sasExpirationPeriod", "1.00:00:00" }, // CKV2_AZURE_41
        { "storage:StorageAccount", "sasPolicy.expirationAction", "Block" },
        { "storage:StorageAccount", "networkRuleSet.bypass", "AzureServices" }, // CKV_AZURE_36
        { "storage:BlobServiceProperties", "deleteRetentionPolicy.enabled", true }, // CKV2_AZURE_38
        { "storage:BlobServiceProperties", "containerDeleteRetentionPolicy.enabled", true },
        { "storage:BlobServiceProperties", "isVersioningEnabled", true },
        { "storage:BlobServiceProperties", "changeFeed.enabled", true },
        { "keyvault:Vault", "properties.enableRbacAuthorization", true }, // Azure.KeyVault.RBAC
        { "keyvault:Vault", "properties.enableSoftDelete", true }, // CKV_AZURE_111, Azure.KeyVault.SoftDelete
        { "keyvault:Vault", "properties.enablePurgeProtection", true }, // CKV_AZURE_110, Azure.KeyVault.PurgeProtect
        { "containerregistry:Registry", "adminUserEnabled", false }, // CKV_AZURE_137, Azure.ACR.AdminUser
        { "containerregistry:Registry", "anonymousPullEnabled", false }, // CKV_AZURE_138, Azure.ACR.AnonymousAccess
        { "machinelearningservices:Workspace", "identity.type", "UserAssigned" }, // Azure.ML.UserManagedIdentity
        { "machinelearningservices:Workspace", "systemDatastoresAuthMode", "Identity" },
        { "machinelearningservices:Workspace", "v1LegacyMode", false },
        { "machinelearningservices:Compute", "properties.disableLocalAuth", true }, // CKV_AZURE_142, Azure.ML.DisableLocalAuth
        { "machinelearningservices:Compute", "properties.properties.scaleSettings.minNodeCount", 0.0 }, // CKV_AZURE_150
        { "machinelearningservices:Compute", "properties.properties.remoteLoginPortPublicAccess", "Disabled" },
        { "machinelearningservices:Compute", "identity.type", "UserAssigned" },
        { "applicationinsights:Component", "disableLocalAuth", true }, // Azure.AppInsights.LocalAuth
        { "applicationinsights:Component", "ingestionMode", "LogAnalytics" }, // Azure.AppInsights.Workspace
        { "operationalinsights:Workspace", "features.disableLocalAuth", true },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_default_is_the_safe_one(string type, string property, object expected)
    {
        var (mocks, _) = await Declared.Environment();
        Assert.Equal(expected, mocks.Only(type).At(property));
    }

    [Fact]
    public async Task No_container_can_be_read_anonymously_and_no_vault_has_access_policies()
    {
        var (mocks, _) = await Declared.Environment();
        Assert.All(mocks.All("storage:BlobContainer"), container => Assert.Equal("None", container.At("publicAccess")));
        Assert.Null(mocks.Only("keyvault:Vault").At("properties.accessPolicies"));
    }

    [Fact]
    public async Task Datastores_hold_no_credentials()
    {
        var (mocks, _) = await Declared.Environment();
        var stores = mocks.All("machinelearningservices:Datastore");
        Assert.Equal(StorageContainers.All.Count, stores.Count);
        Assert.All(stores, store => Assert.Equal("None", store.At("properties.credentials.credentialsType")));
    }

    [Fact]
    public async Task Every_role_assignment_has_a_principal_type_and_a_GUID_and_is_no_wider_than_one_resource()
    {
        var (mocks, _) = await Declared.Environment();
        var assignments = mocks.All("authorization:RoleAssignment");
        Assert.Equal(14, assignments.Count);
        Assert.All(assignments, assignment =>
        {
            Assert.Equal("ServicePrincipal", assignment.At("principalType"));
            Assert.True(Guid.TryParse((string?)assignment.At("roleAssignmentName"), out _));
            Assert.NotNull(assignment.At("description"));
            Assert.Matches("^/subscriptions/[^/]+/resourceGroups/[^/]+/.+", (string?)assignment.At("scope"));
            Assert.StartsWith(
                $"/subscriptions/{AzureMocks.SubscriptionId}/providers/Microsoft.Authorization/roleDefinitions/",
                (string?)assignment.At("roleDefinitionId"));
        });
        Assert.Equal(assignments.Count, assignments.Select(assignment => assignment.At("roleAssignmentName")).Distinct().Count());
    }

    [Fact]
    public async Task Everything_that_has_logs_or_metrics_sends_them_to_Log_Analytics()
    {
        var (mocks, _) = await Declared.Environment();
        var sources = mocks.All("monitor:DiagnosticSetting")
            .Select(setting => ((string)setting.At("resourceUri")!).Split("/providers/")[1]).Order(StringComparer.Ordinal);
        var names = new ResourceNames("mlops", "dev", "westeurope", AzureMocks.SubscriptionId);
        var storage = $"storage/StorageAccount/{names.For(NamingRules.StorageAccount)}";
        Assert.Equal(
            [
                $"Microsoft.MachineLearningServices/workspaces/{names.For(NamingRules.MlWorkspace)}",
                $"containerregistry/Registry/{names.For(NamingRules.ContainerRegistry)}",
                $"keyvault/Vault/{names.For(NamingRules.KeyVault)}",
                $"operationalinsights/Workspace/{names.For(NamingRules.LogAnalytics)}",
                storage, $"{storage}/blobServices/default", $"{storage}/fileServices/default", $"{storage}/queueServices/default",
                $"{storage}/tableServices/default",
            ],
            sources);
    }

    [Fact]
    public async Task Everything_that_takes_tags_is_tagged()
    {
        string[] untagged =
        [
            "authorization:RoleAssignment", "authorization:ManagementLockByScope", "monitor:DiagnosticSetting",
            "storage:BlobContainer",
            "storage:BlobServiceProperties", "storage:ManagementPolicy", "machinelearningservices:Datastore",
            "machinelearningservices:DataContainer", "machinelearningservices:DataVersion",
        ];
        var (mocks, _) = await Declared.Environment();
        var tagged = mocks.Resources.Values.Where(r => r.Type!.StartsWith("azure-native:")
            && !untagged.Contains(r.Type["azure-native:".Length..]));
        Assert.All(tagged, resource =>
        {
            var tags = Assert.IsType<ImmutableDictionary<string, object>>(resource.At("tags"));
            Assert.Equal(("team", "mlops", "dev", "pulumi"),
                (tags["owner"], tags["workload"], tags["environment"], tags["managed-by"]));
        });
    }
}
