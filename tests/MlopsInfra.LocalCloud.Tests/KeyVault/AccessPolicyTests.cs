using MlopsInfra.LocalCloud.Tests.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>
/// Access policies that are resources of their own, as azure-native has them besides Azure.
/// </summary>
public class AccessPolicyTests
{
    private const string Type = "azure-native:keyvault:AccessPolicy";
    private const string Training = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string Scoring = "aaaaaaaa-0000-0000-0000-000000000002";

    [Fact]
    public void A_policy_is_an_entry_of_its_vault()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var (vault, name) = Vault(azure);
        var training = provider.Create(Type, "training", Policy(name, Training, "get"));
        var scoring = provider.Create(Type, "scoring", Policy(name, Scoring, "get", "list"));
        Assert.Equal($"{vault}/accessPolicy/{Training}", training.State.Id);
        Assert.Equal([Training, Scoring], Principals(azure, vault));
        Assert.False(training.State.Outputs.ContainsKey("azureApiVersion"));

        Assert.Empty(provider.Diff(Type, "training", training, Policy(name, Training, "get")).Changes);
        Assert.Equal("ResourceAlreadyExists", provider.Refused(Type, "again", Policy(name, Training, "list")).Code);
        provider.Update(Type, "training", training, Policy(name, Training, "set"));
        var read = provider.Read(Type, training.State.Id)!;
        Assert.Equal(Policy(name, Training, "set"), read.Inputs);
        Assert.Equal("ResourceNotFound", Assert.Throws<MlopsInfra.LocalEngine.Providers.ProviderException>(
            () => provider.Update(Type, "training", training, Policy(name, "aaaaaaaa-0000-0000-0000-000000000003", "get"))).Code);

        provider.Delete(Type, scoring.State);
        provider.Delete(Type, scoring.State);
        Assert.Equal([Training], Principals(azure, vault));
        Assert.Null(provider.Read(Type, scoring.State.Id));
        azure.Delete(vault);
        Assert.Null(provider.Read(Type, training.State.Id));
    }

    [Fact]
    public void Policies_written_at_the_same_time_are_all_there()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var (vault, name) = Vault(azure);
        Parallel.For(0, 20,
            number => provider.Create(Type, $"p{number}", Policy(name, $"aaaaaaaa-0000-0000-0000-0000000001{number:00}", "get")));
        Assert.Equal(20, Principals(azure, vault).Count);
    }

    [Fact]
    public void A_policy_without_a_vault_or_a_principal_is_refused()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        Assert.Equal("ResourceNotFound", provider.Refused(Type, "training", Policy("kv-none", Training, "get")).Code);
        var check = provider.Check(Type, "training",
            Map(("resourceGroupName", "rg"), ("vaultName", "kv"), ("policy", Map(("tenantId", TestCloud.Tenant)))));
        Assert.Contains(check.Failures, failure => failure.Property.Contains("policy", StringComparison.Ordinal));
        Assert.Null(azure.Cloud.ArmTypeOf(Type));
    }

    private static (string Id, string Name) Vault(TestCloud azure)
    {
        var id = Scenes.Vault(azure);
        return (id, id[(id.LastIndexOf('/') + 1)..]);
    }

    private static PropertyMap Policy(string vault, string principal, params string[] secrets) => Map(
        ("resourceGroupName", "rg"), ("vaultName", vault), ("policy", Map(
            ("objectId", principal), ("tenantId", TestCloud.Tenant),
            ("permissions", Map(("secrets", List([.. secrets.Select(secret => (PropertyValue)secret)])))))));

    private static List<string> Principals(TestCloud azure, string vault) =>
        [.. azure.Get(vault)!["properties"]!["accessPolicies"]!.AsArray()
            .Select(entry => entry!["objectId"]!.GetValue<string>())];
}
