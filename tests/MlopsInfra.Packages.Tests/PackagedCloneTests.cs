using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests;

/// <summary>
/// What somebody has whose NuGet source serves the official packages: a fresh clone that builds and passes with them.
/// </summary>
public sealed class PackagedCloneTests
{
    [Fact]
    public async Task A_fresh_clone_builds_and_passes_with_packages_named_as_the_official_ones()
    {
        Assert.SkipWhen(BuildFacts.OfficialSdk,
            "The official packages themselves are in use here: this build and its tests show it.");
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("CI") == "true",
            "Everything is built once more, which takes minutes: CI does it (CI=true); build/packaged-clone.sh makes such a "
                + "clone by hand.");
        using var folder = new TemporaryFolder();
        // Nothing decides but the probe; analyzers have seen the sources already.
        var undecided = new Dictionary<string, string> { ["PulumiSdk"] = "", ["CI"] = "", ["RunAnalyzers"] = "false" };
        (await Shell.RunAsync(BuildFacts.Root, undecided, "bash", "build/packaged-clone.sh", folder.Path)).Succeeded();

        var build = (await Shell.RunAsync(folder.At("clone"), undecided, "dotnet", "build", "MlopsInfra.slnx",
            "-warnaserror")).Succeeded();
        var test = (await Shell.RunAsync(folder.At("clone"), undecided, "dotnet", "test", "tests/MlopsInfra.Stacks.Tests",
            "--no-build")).Succeeded();

        Assert.Contains("Pulumi SDK: nuget", build.Text, StringComparison.Ordinal);
        Assert.Matches("Passed! .* Failed: +0, Passed: +[1-9]", test.Text);
    }
}
