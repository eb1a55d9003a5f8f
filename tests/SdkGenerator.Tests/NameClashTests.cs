using System.Reflection;

namespace SdkGenerator.Tests;

/// <summary>
/// A program whose names are clear here is clear with the official packages, too: each namespace of a stand-in has every type
/// name that it has there, and no other.
/// </summary>
public class NameClashTests
{
    public static TheoryData<string, Assembly> Packages => new()
    {
        { "Pulumi", typeof(Pulumi.Deployment).Assembly },
        { "Pulumi.AzureNative", SdkTypes.Assembly("AzureNative") },
        { "Pulumi.AzureDevOps", SdkTypes.Assembly("AzureDevOps") },
        { "Pulumi.Github", SdkTypes.Assembly("Github") },
    };

    [Theory]
    [MemberData(nameof(Packages), DisableDiscoveryEnumeration = true)]
    public void A_namespace_has_the_type_names_of_the_official_package(string package, Assembly assembly)
    {
        // A list of another version would be no witness.
        var version = assembly.GetName().Version!;
        Assert.Contains($" {package} {version.Major}.{version.Minor}.{version.Build}, ", TypeNames.Header(package),
            StringComparison.Ordinal);
        var official = TypeNames.Official(package);
        var ours = assembly.GetExportedTypes().Where(type => !type.IsNested)
            .ToLookup(type => type.Namespace!, type => type.Name.Split('`')[0], StringComparer.OrdinalIgnoreCase);
        Assert.NotEmpty(ours);
        foreach (var names in ours)
        {
            Assert.Equal(
                official[names.Key].Order(StringComparer.Ordinal),
                names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("Deployment", "Pulumi", "Pulumi.AzureNative.Resources")]
    [InlineData("VariableGroupVariableArgs", "Pulumi.AzureDevOps", "Pulumi.AzureDevOps.Inputs")]
    [InlineData("VirtualNetworkArgs", "Pulumi.AzureNative.Network", "Pulumi.AzureNative.Network.Inputs")]
    [InlineData("ParameterType", "Pulumi.AzureNative.Authorization", "Pulumi.AzureNative.Logic")]
    [InlineData("ExpressRouteConnectionArgs", "Pulumi.AzureNative.Network", "Pulumi.AzureNative.Network.Inputs")]
    [InlineData("Action", "System", "Pulumi.AzureNative.App")]
    public void A_name_that_two_namespaces_have_is_refused(string name, string first, string second)
    {
        var clash = Compiler.Errors($"using {first}; using {second}; _ = typeof({name});");
        Assert.Contains(clash, error => error.StartsWith($"CS0104: '{name}'", StringComparison.Ordinal));
    }

    [Fact]
    public void An_alias_says_which_one_is_meant() => Assert.Empty(Compiler.Errors("""
        using Pulumi;
        using Pulumi.AzureNative.Resources;
        using Deployment = Pulumi.Deployment;

        return await Deployment.RunAsync(() => { _ = new ResourceGroup("group"); });
        """));

    [Theory]
    [InlineData("new LoadBalancer();")]
    [InlineData("(LoadBalancer?)null;")]
    [InlineData("typeof(LoadBalancer);")]
    public void What_is_only_a_name_can_not_be_used(string use)
    {
        var errors = Compiler.Errors($"using Pulumi.AzureNative.Network; _ = {use}");
        Assert.Contains(errors, error => error.StartsWith("CS0619", StringComparison.Ordinal)
            && error.Contains("sdks/schemas/azure-native.tokens.txt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PlaintextValue", true)]
    [InlineData("Value", false)]
    public void What_the_package_has_deprecated_warns(string input, bool warns)
    {
        var errors = Compiler.Errors($$"""
            using Pulumi.Github;

            _ = new ActionsSecretArgs { Repository = "r", SecretName = "S", {{input}} = "p" };
            """);
        Assert.Equal(warns,
            errors.Any(error => error.StartsWith($"CS0618: 'ActionsSecretArgs.{input}'", StringComparison.Ordinal)));
        Assert.Equal(warns ? 1 : 0, errors.Count);
    }
}
