using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>How azure-native creates, updates and deletes, where the schema doesn't tell.</summary>
public class LifecycleTests
{
    private const string Account = "azure-native:storage:StorageAccount";
    private const string BlobService = "azure-native:storage:BlobServiceProperties";
    private const string Network = "azure-native:network:VirtualNetwork";
    private const string Secret = "azure-native:keyvault:Secret";
    private const string SecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";

    private static readonly PropertyMap AccountInputs =
        Map(("resourceGroupName", "rg"), ("accountName", "stdata"), ("kind", "StorageV2"),
            ("sku", Map(("name", "Standard_LRS"))));

    [Fact]
    public void What_is_there_is_not_taken_over_unless_it_is_always_there()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        provider.Create(Account, "data", AccountInputs);
        var refused = provider.Refused(Account, "data", AccountInputs);
        Assert.StartsWith("cannot create already existing resource '/subscriptions/", refused.Message, StringComparison.Ordinal);
        // The blob service came with the account, and somebody has written to it since.
        var service = TestCloud.In("Microsoft.Storage/storageAccounts", "stdata/blobServices/default");
        azure.Put(service, """{"properties":{"isVersioningEnabled":true}}""");
        provider.Create(BlobService, "service",
            Service(("isVersioningEnabled", true), ("deleteRetentionPolicy", Map(("enabled", true), ("days", 7)))));
    }

    [Fact]
    public void What_can_not_be_deleted_is_set_to_its_default_and_keeps_what_stands_in_it()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        provider.Create(Account, "data", AccountInputs);
        var service = provider.Create(BlobService, "service", Service(("isVersioningEnabled", true)));
        azure.Put($"{service.State.Id}/containers/data", """{"properties":{}}""");
        provider.Delete(BlobService, service.State);
        var left = azure.Get(service.State.Id)!["properties"]!;
        Assert.Null(left["isVersioningEnabled"]);
        Assert.False(left["deleteRetentionPolicy"]!["enabled"]!.GetValue<bool>());
        Assert.NotNull(azure.Get($"{service.State.Id}/containers/data"));
    }

    [Fact]
    public void Children_that_the_program_leaves_out_are_none_in_a_new_resource()
    {
        using var azure = TestCloud.WithGroup();
        var network = new Provider(azure.Cloud).Create(Network, "net", Map(
            ("resourceGroupName", "rg"), ("virtualNetworkName", "vnet"),
            ("addressSpace", Map(("addressPrefixes", List("10.0.0.0/16"))))));
        Assert.Empty(azure.Get(network.State.Id)!["properties"]!["subnets"]!.AsArray());
    }

    [Fact]
    public void A_resource_whose_creation_was_taken_and_then_failed_is_kept_with_the_reason()
    {
        using var azure = TestCloud.WithGroup();
        azure.Cloud.Options.Faults.Add(Fault.FailOperation(request => request.Path.EndsWith("/stdata", StringComparison.Ordinal),
            "ProvisioningFailed", "No room."));
        var provider = new Provider(azure.Cloud);
        var failed = provider.Refused(Account, "data", AccountInputs);
        Assert.Equal("ProvisioningFailed", failed.Code);
        var kept = failed.PartialState!;
        Assert.Equal(TestCloud.In("Microsoft.Storage/storageAccounts", "stdata"), kept.Id);
        Assert.Equal("stdata", Text(kept.Outputs["name"]));
        Assert.Equal("2024-01-01", Text(kept.Inputs!["azureApiVersion"]));
        provider.Update(Account, "data", (kept, kept.Inputs), AccountInputs);
    }

    [Fact]
    public void A_secret_is_deleted_by_its_vault_which_wants_a_right_of_its_own()
    {
        using var azure = TestCloud.WithGroup();
        var vault = Scenes.Vault(azure);
        var provider = new Provider(azure.Cloud);
        var secret = provider.Create(Secret, "secret", Map(
            ("resourceGroupName", "rg"), ("vaultName", "kv-data"), ("secretName", "token"),
            ("properties", Map(("value", new PropertyValue.Secret("x"))))));
        var refused = Assert.Throws<ProviderException>(() => provider.Delete(Secret, secret.State));
        Assert.Equal(("ForbiddenByRbac", 403), (refused.Code, refused.Status));
        Assert.Contains("Key Vault Secrets Officer", refused.Message, StringComparison.Ordinal);
        azure.Put($"{vault}/providers/Microsoft.Authorization/roleAssignments/{MadeUpIds.From("officer")}",
            Scenes.RoleAssignment(azure.Cloud.Options.DeployerObjectId, SecretsOfficer));
        provider.Delete(Secret, secret.State);
        Assert.Null(azure.Get(secret.State.Id));
        provider.Delete(Secret, secret.State);
    }

    private static PropertyMap Service(params (string, PropertyValue)[] more) =>
        Map([("resourceGroupName", "rg"), ("accountName", "stdata"), ("blobServicesName", "default"), .. more]);
}
