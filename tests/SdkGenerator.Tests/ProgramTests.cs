using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using AzureDevOps = Pulumi.AzureDevOps;
using AzureNative = Pulumi.AzureNative;
using Github = Pulumi.Github;

namespace SdkGenerator.Tests;

/// <summary>Programs that use the generated classes, under Pulumi's own mocks.</summary>
public class ProgramTests
{
    private static readonly TestOptions Update = new() { IsPreview = false };

    [Fact]
    public async Task Inputs_go_out_under_their_wire_names_with_defaults()
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, Update, () =>
        {
            _ = new AzureNative.Storage.StorageAccount("data", new()
            {
                ResourceGroupName = "rg",
                Kind = AzureNative.Storage.Kind.StorageV2,
                Sku = new AzureNative.Storage.Inputs.SkuArgs { Name = AzureNative.Storage.SkuName.Standard_ZRS },
                Tags = { ["team"] = "ml" },
                NetworkRuleSet = new AzureNative.Storage.Inputs.NetworkRuleSetArgs
                {
                    IpRules = { new AzureNative.Storage.Inputs.IPRuleArgs { IPAddressOrRange = "10.0.0.0/8" } },
                },
            });
        });

        var sent = mocks.Resources["data"];
        Assert.Equal("azure-native:storage:StorageAccount", sent.Type);
        Assert.Equal("StorageV2", sent.Inputs["kind"]);
        Assert.Equal("Standard_ZRS", ((ImmutableDictionary<string, object>)sent.Inputs["sku"])["name"]);
        Assert.Equal("ml", ((ImmutableDictionary<string, object>)sent.Inputs["tags"])["team"]);
        var rules = (ImmutableDictionary<string, object>)sent.Inputs["networkRuleSet"];
        Assert.Equal("Allow", rules["defaultAction"]);
        var rule = Assert.IsType<ImmutableDictionary<string, object>>(Assert.Single((ImmutableArray<object>)rules["ipRules"]));
        Assert.Equal("10.0.0.0/8", rule["iPAddressOrRange"]);
        Assert.Equal("Allow", rule["action"]);
    }

    [Fact]
    public async Task Outputs_come_back_with_their_types()
    {
        var mocks = new RecordingMocks
        {
            State = ImmutableDictionary<string, object>.Empty
                .Add("name", "data1a2b")
                .Add("primaryEndpoints",
                    ImmutableDictionary<string, object>.Empty.Add("blob", "https://data1a2b.blob.example.com/"))
                .Add("privateEndpointConnections",
                    ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty.Add("name", "pe"))),
        };
        AzureNative.Storage.StorageAccount? account = null;
        await Deployment.TestAsync(mocks, Update, () =>
        {
            account = new AzureNative.Storage.StorageAccount("data", new()
            {
                ResourceGroupName = "rg",
                Kind = "StorageV2",
                Sku = new AzureNative.Storage.Inputs.SkuArgs { Name = "Standard_LRS" },
            });
        });

        Assert.Equal("data1a2b", await OutputUtilities.GetValueAsync(account!.Name));
        Assert.Equal("https://data1a2b.blob.example.com/", (await OutputUtilities.GetValueAsync(account.PrimaryEndpoints)).Blob);
        Assert.Equal("pe", Assert.Single(await OutputUtilities.GetValueAsync(account.PrivateEndpointConnections)).Name);
    }

    [Fact]
    public async Task A_missing_required_input_is_told_by_its_member()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Deployment.TestAsync(new RecordingMocks(), Update, () =>
        {
            _ = new AzureNative.Storage.BlobContainer("container", new() { ResourceGroupName = "rg" });
        }));
        Assert.Contains(
            "[Input] Pulumi.AzureNative.Storage.BlobContainerArgs.AccountName is required but was not given a value",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_sets_version_former_types_and_secret_outputs_and_the_program_may_override_the_version()
    {
        var seen = new Dictionary<string, CustomResourceOptions>();
        var see = new CustomResourceOptions
        {
            ResourceTransformations =
            {
                args =>
                {
                    seen[args.Resource.GetResourceName()] = (CustomResourceOptions)args.Options;
                    return null;
                },
            },
        };
        await Deployment.TestAsync(new RecordingMocks(), Update, () =>
        {
            _ = new AzureNative.ApplicationInsights.Component(
                "insights", new() { ResourceGroupName = "rg", ApplicationType = "web", Kind = "web" }, see);
            _ = new Github.ActionsSecret("secret", new() { Repository = "r", SecretName = "S", Value = "p" }, see);
            _ = new Github.Repository("pinned", null, CustomResourceOptions.Merge(see, new() { Version = "6.0.0" }));
            _ = new Github.Provider("provider", null, see);
        });

        Assert.Equal("3.28.0", seen["insights"].Version);
        var alias = await OutputUtilities.GetValueAsync(Assert.Single(seen["insights"].Aliases).ToOutput());
        Assert.Equal("azure-native:insights:Component", await OutputUtilities.GetValueAsync(alias.Type.ToOutput()));
        Assert.Equal("6.15.0", seen["secret"].Version);
        Assert.Contains("plaintextValue", seen["secret"].AdditionalSecretOutputs);
        Assert.Equal("6.0.0", seen["pinned"].Version);
        Assert.Equal("6.15.0", seen["provider"].Version);
        Assert.Equal(["token"], seen["provider"].AdditionalSecretOutputs);
    }

    [Fact]
    public async Task A_bridged_provider_tells_its_configuration_in_terraforms_terms()
    {
        var mocks = new RecordingMocks { State =
            ImmutableDictionary<string, object>.Empty.Add("result", new Dictionary<string, object> { ["owner"] = "o" }) };
        Output<Github.ProviderTerraformConfigResult>? answer = null;
        await Deployment.TestAsync(mocks, Update, () => { answer = new Github.Provider("gh").TerraformConfig(); });
        Assert.Equal("o", (await OutputUtilities.GetValueAsync(answer!)).Result["owner"]);
        Assert.Contains("pulumi:providers:github/terraformConfig", mocks.Calls.Keys);
    }

    [Fact]
    public async Task What_is_set_on_a_secret_input_is_a_secret()
    {
        var github = new Github.ProviderArgs { Token = "t", Owner = "o" };
        Assert.True(await Output.IsSecretAsync(github.Token.ToOutput()));
        Assert.False(await Output.IsSecretAsync(github.Owner.ToOutput()));
        var azure = new AzureNative.ProviderArgs { ClientSecret = Output.Create("s") };
        Assert.True(await Output.IsSecretAsync(azure.ClientSecret.ToOutput()));
        var endpoint = new AzureDevOps.ServiceendpointGenericV2Args
        {
            AuthorizationParameters = new InputMap<string> { ["password"] = "p" },
        };
        Assert.True(await Output.IsSecretAsync(endpoint.AuthorizationParameters.ToOutput()));
    }

    [Fact]
    public async Task A_provider_gets_its_defaults_and_json_text()
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, Update, () =>
        {
            _ = new AzureNative.Provider("azure", new() { UseOidc = true, SubscriptionId = "s" });
        });

        var sent = mocks.Resources["azure"];
        Assert.Equal("pulumi:providers:azure-native", sent.Type);
        Assert.Equal(
            new Dictionary<string, object> { ["environment"] = "public", ["useOidc"] = "true", ["subscriptionId"] = "s" },
            sent.Inputs);
    }

    [Fact]
    public async Task Get_reads_by_id_with_hints_where_the_package_takes_them()
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, Update, () =>
        {
            _ = AzureNative.Resources.ResourceGroup.Get("group", "/subscriptions/s/resourceGroups/g");
            _ = Github.Repository.Get("repository", "mlops", new Github.RepositoryState { Description = "hint" });
        });

        Assert.Equal("/subscriptions/s/resourceGroups/g", mocks.Resources["group"].Id);
        Assert.Equal("mlops", mocks.Resources["repository"].Id);
        Assert.Equal("hint", mocks.Resources["repository"].Inputs["description"]);
    }

    [Fact]
    public async Task A_resource_in_a_value_comes_back_as_an_object_of_its_class()
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, Update, () =>
        {
            var group = new AzureNative.Resources.ResourceGroup("group");
            _ = new AzureNative.Logic.Workflow("workflow", new()
            {
                ResourceGroupName = group.Name,
                Definition = new Dictionary<string, object> { ["group"] = group },
            });
        });

        var definition = (ImmutableDictionary<string, object>)mocks.Resources["workflow"].Inputs["definition"];
        Assert.IsType<AzureNative.Resources.ResourceGroup>(definition["group"]);
    }
}
