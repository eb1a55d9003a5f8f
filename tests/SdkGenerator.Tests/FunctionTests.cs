using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using AzureNative = Pulumi.AzureNative;

namespace SdkGenerator.Tests;

/// <summary>Functions of generated packages, called by a program.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData(null, "3.28.0")]
    [InlineData("3.27.0", "3.27.0")]
    public void A_function_call_asks_for_the_packages_version_unless_the_program_asks_for_another(string? asked, string expected)
    {
        // No mock sees the options of a call, and the class that completes them is internal to the package.
        var complete = typeof(AzureNative.Provider).Assembly.GetType("Pulumi.AzureNative.Utilities")!
            .GetMethod("WithDefaults", BindingFlags.Static | BindingFlags.NonPublic, [typeof(InvokeOptions)])!;
        var given = new InvokeOutputOptions { Version = asked, PluginDownloadURL = "https://example.com/" };

        var completed = Assert.IsType<InvokeOutputOptions>(complete.Invoke(null, [given]));

        Assert.Equal(expected, completed.Version);
        Assert.Equal("https://example.com/", completed.PluginDownloadURL);
        Assert.Same(given.DependsOn, completed.DependsOn);
        Assert.Equal("3.28.0", ((InvokeOptions)complete.Invoke(null, [null])!).Version);
    }

    [Fact]
    public async Task Functions_can_be_called_with_values_and_with_outputs()
    {
        var mocks = new RecordingMocks
        {
            State = ImmutableDictionary<string, object>.Empty.Add("tenantId", "t").Add("name", "kv"),
        };
        await Deployment.TestAsync(mocks, Update, async () =>
        {
            Assert.Equal("t", (await AzureNative.Authorization.GetClientConfig.InvokeAsync()).TenantId);
            var vault = AzureNative.KeyVault.GetVault.Invoke(
                new() { ResourceGroupName = Output.Create("rg"), VaultName = "kv" });
            Assert.Equal("kv", (await OutputUtilities.GetValueAsync(vault)).Name);
        });

        Assert.Equal("rg", mocks.Calls["azure-native:keyvault:getVault"].Args["resourceGroupName"]);
        Assert.Empty(mocks.Calls["azure-native:authorization:getClientConfig"].Args);
    }

    private static readonly TestOptions Update = new() { IsPreview = false };
}
