using System.Text;
using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests;

/// <summary>What a user of a package finds in it.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed class PackageTests(PackedFeed feed)
{
    private static readonly string[] Ids =
        ["MlopsInfra.Cli", "MlopsInfra.Components", "MlopsInfra.Contract", "MlopsInfra.Templates"];

    private static readonly string[] Frameworks = ["net8.0", "net10.0"];

    public static TheoryData<string> Packages => [.. Ids];

    public static TheoryData<string> Libraries => ["MlopsInfra.Components", "MlopsInfra.Contract"];

    [Fact]
    public void Packing_the_solution_packs_what_is_published_and_no_stand_in() =>
        Assert.Equal(Ids.Select(id => $"{id}.{feed.Version}.nupkg"), feed.Packages.Select(Path.GetFileName));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_readme_icon_licence_and_description(string id)
    {
        using var package = feed.Open(id);

        Assert.Equal("Apache-2.0", package.Metadata("license"));
        Assert.Equal("icon.png", package.Metadata("icon"));
        Assert.Equal("README.md", package.Metadata("readme"));
        Assert.InRange(package.Metadata("description").Length, 40, 300);
        Assert.Superset(new HashSet<string> { "LICENSE", "README.md", "icon.png" }, package.Files);
        Assert.StartsWith($"# {id}\n", package.ReadText("README.md"), StringComparison.Ordinal);
        Assert.StartsWith("\x89PNG", package.ReadText("icon.png", Encoding.Latin1), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_there_for_both_frameworks_with_its_documentation_beside_it_and_its_symbols_in_a_package_of_their_own(
        string id)
    {
        using var package = feed.Open(id);
        using var symbols = new Package(Path.Combine(feed.Published, $"{id}.{feed.Version}.snupkg"));

        Assert.Equal(Frameworks.Order(), package.Frameworks.Order());
        Assert.Equal(
            Frameworks.SelectMany(framework => new[] { $"lib/{framework}/{id}.dll", $"lib/{framework}/{id}.xml" }).Order(),
            package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Order());
        Assert.Superset(Frameworks.Select(framework => $"lib/{framework}/{id}.pdb").ToHashSet(), symbols.Files);
        Assert.DoesNotContain(package.Files, file => file.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public void The_components_depend_on_the_official_packages_at_the_pinned_versions_and_on_nothing_else()
    {
        using var package = feed.Open("MlopsInfra.Components");

        Assert.Superset(new HashSet<string> { "Pulumi", "Pulumi.AzureNative" }, package.Dependencies.Keys.ToHashSet());
        Assert.All(package.Dependencies, dependency =>
        {
            Assert.StartsWith("Pulumi", dependency.Key, StringComparison.Ordinal);
            Assert.Equal(BuildFacts.PinnedVersions[dependency.Key], dependency.Value);
        });
        Assert.DoesNotContain(package.Files, file => Path.GetFileName(file).StartsWith("Pulumi", StringComparison.Ordinal));
    }

    [Fact]
    public void The_contract_depends_on_nothing()
    {
        using var package = feed.Open("MlopsInfra.Contract");

        Assert.Empty(package.Dependencies);
    }

    [Fact]
    public void What_was_built_against_the_stand_ins_says_so_in_its_version()
    {
        Assert.All(Ids, id =>
        {
            using var package = feed.Open(id);
            Assert.Equal(!BuildFacts.OfficialSdk, package.Metadata("version").EndsWith("-local", StringComparison.Ordinal));
        });
    }
}
