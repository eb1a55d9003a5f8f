using System.Text.RegularExpressions;
using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests;

/// <summary>A new user's first minutes: install, create, build, test, try.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed partial class TemplateTests(PackedFeed feed)
{
    [Fact]
    public async Task A_stack_made_from_the_template_builds_and_comes_up_on_the_local_cloud()
    {
        using var place = await new EmptyPlace(feed).InstallAsync(feed);
        (await place.DotnetAsync(".", "new", "mlops-stack", "--output", "Contoso.Pumps", "--location",
            "northeurope")).Succeeded();

        // As `mlops` finds it: never built, in a folder of its own, with a configuration of its own.
        var preview = (await place.MlopsAsync(".", "local", "preview", "dev", "--project", "Contoso.Pumps")).Succeeded();
        var production = (await place.MlopsAsync("Contoso.Pumps", "local", "preview", "prod")).Succeeded();
        var up = (await place.MlopsAsync("Contoso.Pumps", "local", "up", "dev")).Succeeded();
        var again = (await place.MlopsAsync("Contoso.Pumps", "local", "preview", "dev")).Succeeded();

        Assert.Contains("name: contoso-pumps\n", place.Read("Contoso.Pumps/Pulumi.yaml"), StringComparison.Ordinal);
        Assert.Contains("contoso-pumps:location: northeurope\n", place.Read("Contoso.Pumps/Pulumi.dev.yaml"),
            StringComparison.Ordinal);
        Assert.Contains("pulumi:pulumi:Stack contoso-pumps-dev", preview.Text, StringComparison.Ordinal);
        Assert.Contains("azure-native:containerservice:ManagedCluster", production.Text, StringComparison.Ordinal);
        Assert.Contains("there is no pipelines/training beside Pulumi.yaml", up.Text, StringComparison.Ordinal);
        Assert.Matches(@"Resources: \d+ unchanged\s", again.Text);
    }

    [Fact]
    public async Task A_component_made_from_the_template_builds_and_passes_its_test()
    {
        using var place = new EmptyPlace(feed);
        (await place.DotnetAsync(".", "new", "install", $"MlopsInfra.Templates@{feed.Version}")).Succeeded();
        (await place.DotnetAsync(".", "new", "mlops-component", "--output", "Contoso.Components")).Succeeded();

        var test = (await place.DotnetAsync("Contoso.Components", "test")).Succeeded();

        Assert.Matches("Passed! .* Failed: +0, Passed: +[1-9]", test.Text);
    }

    [Fact]
    public void The_templates_use_the_test_packages_that_this_repository_uses()
    {
        var project = File.ReadAllText(Path.Combine(BuildFacts.Root,
            "templates/mlops-component/tests/Company.Components.Tests/Company.Components.Tests.csproj"));

        Assert.All(PackageReference().Matches(project),
            match => Assert.Equal(BuildFacts.PinnedVersions[match.Groups[1].Value], match.Groups[2].Value));
    }

    [GeneratedRegex("""<PackageReference Include="([^"]+)" Version="([^"]+)" />""")]
    private static partial Regex PackageReference();
}
