using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>azure-native writes the API version that it uses into the inputs.</summary>
public class ApiVersionTests
{
    private const string Account = "azure-native:storage:StorageAccount";
    private const string Version = "azureApiVersion";

    private static readonly PropertyMap Inputs = Map(("resourceGroupName", "rg"), ("accountName", "stdata"),
        ("kind", "StorageV2"), ("sku", Map(("name", "Standard_LRS"))));

    [Fact]
    public void Every_resource_with_an_api_version_has_it_among_its_inputs()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        foreach (var token in azure.Cloud.Context.Catalog.Package.ResourceTokens)
        {
            var schema = azure.Cloud.Context.Catalog.Package.FindResource(token)!;
            Assert.Equal(schema.ApiVersion.Length > 0, provider.Check(token, "x", PropertyMap.Empty).Inputs.ContainsKey(Version));
        }

        Assert.False(provider.Check("azure-native:storage:Blob", "x", PropertyMap.Empty).Inputs.ContainsKey(Version));
        var (state, inputs) = provider.Create(Account, "data", Inputs);
        Assert.Equal(state.Outputs[Version], inputs[Version]);
    }

    [Fact]
    public void A_program_can_not_set_it()
    {
        using var azure = TestCloud.WithGroup();
        var check = new Provider(azure.Cloud).Check(Account, "data", Inputs.With(Version, "2019-06-01"));
        Assert.Equal((Version, "InvalidRequestContent"), (check.Failures.Single().Property, check.Failures.Single().Code));
    }

    [Fact]
    public void A_state_that_has_it_in_its_outputs_only_is_up_to_date()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var (state, inputs) = provider.Create(Account, "data", Inputs);
        var before = (state, inputs.Without(Version));
        Assert.Empty(provider.Diff(Account, "data", before, Inputs).Changes);
        var older = (state with { Outputs = state.Outputs.With(Version, "2022-09-01") }, inputs.Without(Version));
        Assert.Equal([new PropertyChange(Version, PropertyChangeKind.Update, false)],
            provider.Diff(Account, "data", older, Inputs).Changes);
    }
}
