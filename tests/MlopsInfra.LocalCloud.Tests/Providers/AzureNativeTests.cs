using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>The azure-native provider as the engine uses it.</summary>
public class AzureNativeTests
{
    private const string Account = "azure-native:storage:StorageAccount";
    private const string Group = "azure-native:resources:ResourceGroup";

    private static PropertyMap AccountInputs(params (string, PropertyValue)[] more) => Map(
    [
        ("resourceGroupName", "rg"), ("accountName", "stdata"), ("kind", "StorageV2"), ("sku", Map(("name", "Standard_LRS"))),
        ("enableHttpsTrafficOnly", true),
        ("networkRuleSet", Map(("defaultAction", "Deny"), ("ipRules", List(Map(("iPAddressOrRange", "52.1.2.3")))))), .. more,
    ]);

    [Fact]
    public void A_resource_comes_up_changes_is_read_and_goes()
    {
        using var azure = new TestCloud();
        var provider = new Provider(azure.Cloud);
        provider.Create(Group, "group", Map(("resourceGroupName", "rg"), ("location", "West Europe")));
        var account = provider.Create(Account, "data", AccountInputs());
        Assert.Equal(TestCloud.In("Microsoft.Storage/storageAccounts", "stdata"), account.State.Id);
        Assert.Equal("westeurope", Text(account.State.Outputs["location"]));
        Assert.Equal("https://stdata.blob.core.windows.net/",
            Text(((PropertyValue.Obj)account.State.Outputs["primaryEndpoints"]).Members["blob"]));
        // The ARM body has ARM's names.
        Assert.Equal("52.1.2.3",
            azure.Get(account.State.Id)!["properties"]!["networkAcls"]!["ipRules"]![0]!["value"]!.GetValue<string>());

        Assert.Empty(provider.Diff(Account, "data", account, AccountInputs()).Changes);
        var diff = provider.Diff(Account, "data", account,
            AccountInputs(("minimumTlsVersion", "TLS1_2"), ("tags", Map(("team", "ml")))));
        Assert.Equal(["minimumTlsVersion", "tags"], diff.Changes.Select(change => change.Path));
        Assert.False(diff.RequiresReplacement);
        var updated = provider.Update(Account, "data", account, AccountInputs(("minimumTlsVersion", "TLS1_2")));
        Assert.Equal("TLS1_2", Text(updated.Outputs["minimumTlsVersion"]));
        var tagged = (account.State, account.Inputs.With("tags", new PropertyValue.Obj(Map(("cost.center", "ml")))));
        var retagged = provider.Diff(Account, "data", tagged, AccountInputs(("tags", Map(("cost.center", "it")))));
        Assert.Equal(["tags[\"cost.center\"]"], retagged.Changes.Select(change => change.Path));

        var read = provider.Read(Account, account.State.Id)!;
        Assert.Equal("TLS1_2", Text(read.Inputs!["minimumTlsVersion"]));
        Assert.Equal(("stdata", "rg"), (Text(read.Inputs["accountName"]), Text(read.Inputs["resourceGroupName"])));
        provider.Delete(Account, account.State);
        Assert.Null(provider.Read(Account, account.State.Id));
        provider.Delete(Account, account.State);
    }

    [Fact]
    public void Mistakes_are_told_by_check_with_the_programs_own_names()
    {
        using var azure = TestCloud.WithGroup();
        var inputs = AccountInputs(("accountName", "St-Data"), ("minimumTlsVersion", "TLS9"), ("colour", "red"),
            ("allowSharedKeyAccess", "no"));
        var check = new Provider(azure.Cloud).Check(Account, "data", inputs);
        Assert.Equal(
            [("accountName", "AccountNameInvalid"), ("allowSharedKeyAccess", "InvalidRequestContent"),
                ("colour", "InvalidRequestContent"), ("minimumTlsVersion", "InvalidRequestContent")],
            check.Failures.Select(failure => (failure.Property, failure.Code!)).Order());
        var missing = new Provider(azure.Cloud).Check(Account, "data", Map(("kind", "StorageV2")));
        Assert.Equal(["resourceGroupName", "sku"], missing.Failures.Select(failure => failure.Property).Order());
    }

    [Fact]
    public void What_is_not_known_yet_fits_everywhere_in_a_preview()
    {
        using var azure = new TestCloud();
        var inputs = AccountInputs(("resourceGroupName", PropertyValue.Unknown), ("sku", PropertyValue.Unknown),
            ("tags", Map(("owner", PropertyValue.Unknown))));
        var check = new Provider(azure.Cloud).Check(Account, "data", inputs, isPreview: true);
        Assert.Empty(check.Failures);
        Assert.Equal(PropertyValue.Unknown, check.Inputs["location"]);
    }

    [Fact]
    public void A_name_is_made_up_kept_and_made_anew()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var inputs = AccountInputs().Without("accountName");
        var first = provider.Create(Account, "data", inputs);
        var name = Text(first.Inputs["accountName"]);
        Assert.Matches("^data[0-9a-f]{8}$", name);
        Assert.Equal(name, Text(provider.Check(Account, "data", inputs, first.Inputs).Inputs["accountName"]));
        Assert.Equal(PropertyValue.True, first.Inputs["__createBeforeDelete"]);
        Assert.Equal(first.Inputs, provider.Check(Account, "data", inputs, first.Inputs).Inputs);
        // A replacement is checked without the old inputs, while the old one is still there.
        Assert.NotEqual(name, Text(provider.Check(Account, "data", inputs).Inputs["accountName"]));
        Assert.False(provider.Diff(Account, "data", first, inputs.With("isHnsEnabled", true)).DeleteBeforeReplace);
    }

    [Fact]
    public void A_refusal_keeps_azures_code_status_and_target()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var refusal = provider.Refused("azure-native:applicationinsights:Component", "appi", Map(
            ("resourceGroupName", "rg"), ("resourceName", "appi"), ("kind", "web"), ("applicationType", "web"),
            ("workspaceResourceId", TestCloud.In("Microsoft.OperationalInsights/workspaces", "log-none"))));
        Assert.Equal(("ResourceNotFound", 404, "properties.WorkspaceResourceId"), (refusal.Code, refusal.Status, refusal.Target));
        provider.Create(Account, "data", AccountInputs());
        Assert.Equal("ResourceAlreadyExists", provider.Refused(Account, "data", AccountInputs()).Code);
    }

    [Fact]
    public void Secrets_stay_secret()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        Scenes.Vault(azure);
        var read = provider.Read("azure-native:applicationinsights:Component", Scenes.Insights(azure))!;
        Assert.IsType<PropertyValue.Secret>(read.Outputs["connectionString"]);
        var (state, _) = provider.Create("azure-native:keyvault:Secret", "secret", Map(
            ("resourceGroupName", "rg"), ("vaultName", "kv-data"), ("secretName", "token"),
            ("properties", Map(("value", new PropertyValue.Secret("hunter2"))))));
        Assert.False(((PropertyValue.Obj)state.Outputs["properties"]).Members.ContainsKey("value"));
        var (tagged, _) =
            provider.Create(Account, "data", AccountInputs(("tags", Map(("pin", new PropertyValue.Secret("hunter2"))))));
        Assert.Equal(new PropertyValue.Secret("hunter2"), ((PropertyValue.Obj)tagged.Outputs["tags"]).Members["pin"]);
    }

    [Fact]
    public void Functions_answer_from_the_store()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        Assert.Equal(TestCloud.Tenant,
            Text(provider.Invoke("azure-native:authorization:getClientConfig", PropertyMap.Empty).Return["tenantId"]));
        Scenes.Account(azure);
        var arguments = Map(("resourceGroupName", "rg"), ("accountName", "stdata"));
        Assert.Equal("StorageV2", Text(provider.Invoke("azure-native:storage:getStorageAccount", arguments).Return["kind"]));
        Assert.Equal("KeyBasedAuthenticationNotPermitted",
            Assert.Throws<ProviderException>(() => provider.Invoke("azure-native:storage:listStorageAccountKeys",
                arguments)).Code);
        Assert.Equal("ResourceNotFound",
            Assert.Throws<ProviderException>(() => provider.Invoke("azure-native:storage:getStorageAccount",
                arguments.With("accountName", "none"))).Code);
    }
}
