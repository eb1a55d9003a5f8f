using System.Reflection;
using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>The arrows of docs/architecture.md: who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    private const string Components = "MlopsInfra.Components", Contract = "MlopsInfra.Contract", Stacks = "MlopsInfra.Stacks",
        Formats = "MlopsInfra.Formats",
        ResourceManager = "MlopsInfra.ResourceManager", PostDeploy = "MlopsInfra.PostDeploy", Lifecycle = "MlopsInfra.Lifecycle",
        LocalEngine = "MlopsInfra.LocalEngine", LocalCloud = "MlopsInfra.LocalCloud",
        Policies = "MlopsInfra.Policies", AzurePolicy = "MlopsInfra.AzurePolicy", Review = "MlopsInfra.Review", ProviderPlugin =
            "MlopsInfra.ProviderPlugin", Cli = "mlops";

    private static readonly string[] PulumiPackages = ["Pulumi", "Pulumi.AzureNative", "Pulumi.AzureDevOps", "Pulumi.Github"];

    /// <summary>The project's own assemblies and the Pulumi packages that each part may reference.</summary>
    public static TheoryData<string, string[]> Arrows() => new()
    {
        { Contract, [] },
        { Components, PulumiPackages },
        { Stacks, [Components, Contract, Formats, .. PulumiPackages] },
        { Formats, [] },
        { ResourceManager, [Formats] },
        { PostDeploy, [Contract, Formats, ResourceManager] },
        { Lifecycle, [Contract, Formats, ResourceManager] },
        { Policies, [] },
        { AzurePolicy, [Formats] },
        { LocalEngine, [Formats] },
        { LocalCloud, [Formats, LocalEngine] },
        { Review, [Formats, LocalEngine, Policies] },
        { ProviderPlugin, [Formats, LocalEngine] },
        { Cli, [Formats, LocalEngine, LocalCloud, ProviderPlugin, PostDeploy, Lifecycle, ResourceManager, Policies, AzurePolicy,
            Review, Contract] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_part_references_only_the_parts_it_may_know(string part, string[] allowed)
    {
        var known = Assembly.Load(part).GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => name.StartsWith("MlopsInfra", StringComparison.Ordinal)
                || name.StartsWith("Pulumi", StringComparison.Ordinal));
        Assert.Empty(known.Except(allowed));
    }

    [Theory]
    [InlineData(LocalEngine, "Azure")]
    [InlineData(ProviderPlugin, "Azure")]
    [InlineData(LocalCloud, "Azure.Core")]
    [InlineData(LocalCloud, "Azure.ResourceManager")]
    [InlineData(Components, "System.Net.Http")]
    [InlineData(Components, "System.Net.Sockets")]
    [InlineData(Components, "System.IO.File")]
    [InlineData(Components, "System.Environment")]
    [InlineData(Components, "Pulumi.Config")]
    [InlineData(Contract, "System.IO.File")]
    [InlineData(Policies, "System.IO.File")]
    [InlineData(Policies, "System.Environment")]
    [InlineData(AzurePolicy, "System.IO.File")]
    public void A_part_does_not_depend_on_what_is_not_its_business(string part, string dependency)
    {
        var result = Types.InAssembly(Assembly.Load(part)).That().DoNotResideInNamespaceStartingWith("Google")
            .ShouldNot().HaveDependencyOn(dependency).GetResult();
        Assert.True(result.IsSuccessful, $"{part} depends on {dependency} in {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void Only_one_part_parses_YAML()
    {
        string[] folders = ["src", "stacks", "infra"];
        var parsers = folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs",
                SearchOption.AllDirectories))
            .Where(file => ParsesYaml().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).ToList();
        Assert.NotEmpty(parsers);
        Assert.All(parsers, file =>
            Assert.StartsWith(Path.Combine("src", "MlopsInfra.Formats", "Yaml"), file, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\bYamlStream\b|\bSharpYaml\b|\bDeserializer(Builder)?\b|\bYamlDotNet\.Serialization\b"
        + @"|\b(new|using) (YamlDotNet\.Core\.)?(Merging)?Parser\b|\bnew Scanner\b")]
    private static partial Regex ParsesYaml();
}
