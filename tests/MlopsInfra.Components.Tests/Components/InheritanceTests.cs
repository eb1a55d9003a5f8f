using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.Storage;

namespace MlopsInfra.Components.Tests.Components;

/// <summary>What a component takes from the component that is its parent: where its resources go, and the escape hatch.</summary>
public sealed class InheritanceTests
{
    [Fact]
    public async Task A_component_goes_where_its_parent_is()
    {
        var (mocks, _) = await Run.Program(options => _ = Vault(Group(options)));
        var vault = mocks.Only("keyvault:Vault");
        Assert.Equal(("rg-test", "northeurope", "team"),
            (vault.At("resourceGroupName"), vault.At("location"), vault.At("tags.owner")));
    }

    [Fact]
    public async Task Its_own_placement_goes_before_its_parent_s()
    {
        var (mocks, _) = await Run.Program(options => _ = Vault(Group(options), placement: Declared.Placement));
        Assert.Equal("westeurope", mocks.Only("keyvault:Vault").At("location"));
    }

    [Fact]
    public async Task Without_any_placement_nothing_is_declared_and_the_error_says_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<RunException>(() => Run.Program(options =>
            _ = new SecretVault("v", new SecretVaultArgs { VaultName = "kv-test", TenantId = AzureMocks.TenantId }, options)));
        Assert.Contains("Placement is missing: give it one, or a parent (options.Parent) that has one", refused.Message);
    }

    [Fact]
    public async Task Its_parent_s_callback_sees_what_its_own_has_changed()
    {
        var seen = new List<int?>();
        await Run.Program(options => _ = Vault(
            Group(options, inner => inner.Configure<VaultArgs>(_ => seen.Add(2))),
            inner => inner.Configure<VaultArgs>(_ => seen.Add(1))));
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public async Task A_change_is_for_resources_of_its_type_only()
    {
        var (mocks, _) = await Declared.Environment(inner => inner
            .Configure<StorageAccountArgs>(account => account.AccessTier = AccessTier.Cool)
            .Configure<VaultArgs>(vault => vault.Tags = new Dictionary<string, string> { ["from"] = "callback" }));
        Assert.Equal("Cool", mocks.Only("storage:StorageAccount").At("accessTier"));
        Assert.Equal("callback", mocks.Only("keyvault:Vault").At("tags.from"));
        Assert.Equal("team", mocks.Only("storage:StorageAccount").At("tags.owner"));
    }

    private static MlopsResourceGroup Group(ComponentResourceOptions options, Action<InnerResource>? configure = null) => new(
        "group",
        new MlopsResourceGroupArgs
        {
            ResourceGroupName = "rg-test",
            Location = "northeurope",
            Tags = new Dictionary<string, string> { ["owner"] = "team" },
            Configure = configure,
        },
        options);

    private static SecretVault Vault(
        MlopsResourceGroup group, Action<InnerResource>? configure = null, Placement? placement = null) => new(
            "vault",
            new SecretVaultArgs
            {
                VaultName = "kv-test", TenantId = AzureMocks.TenantId, Configure = configure, Placement = placement,
            },
            new ComponentResourceOptions { Parent = group });
}
