using System.Text;
using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests;

/// <summary>
/// What only a clone shows: where a package says that its sources are, that a build can be repeated, that its API can't change
/// unnoticed.
/// </summary>
public sealed class SourceTests
{
    private static readonly string[] ReleaseBuild =
        ["-p:ContinuousIntegrationBuild=true", "--configuration", "Release", "--output", "out"];

    [Fact]
    public async Task A_package_is_the_same_wherever_it_is_built_and_leads_to_the_sources_of_its_commit()
    {
        using var one = await ContractClone.CreateAsync();
        using var other = await ContractClone.CreateAsync();

        (await one.DotnetAsync("pack", ReleaseBuild)).Succeeded();
        (await other.DotnetAsync("pack", ReleaseBuild)).Succeeded();

        using var package = one.Packed(".nupkg");
        using var repeated = other.Packed(".nupkg");
        Assert.Equal(package.ReadBytes("lib/net10.0/MlopsInfra.Contract.dll"),
            repeated.ReadBytes("lib/net10.0/MlopsInfra.Contract.dll"));
        Assert.Equal(ContractClone.RepositoryUrl, package.Metadata("repository", "url"));
        Assert.Equal(one.Commit, package.Metadata("repository", "commit"));
        using var symbols = one.Packed(".snupkg");
        var pdb = symbols.ReadText("lib/net10.0/MlopsInfra.Contract.pdb", Encoding.Latin1);
        Assert.Contains($"https://raw.githubusercontent.com/contoso/mlops/{one.Commit}/*", pdb, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Folder, pdb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public const string Location =", "public const string Region =", "RS0017", "OutputNames.Location")]
    [InlineData("public static class OutputNames", "public static class OutputNames2 { }\npublic static class OutputNames",
        "RS0016", "OutputNames2")]
    public async Task A_change_of_the_public_API_that_is_not_listed_fails_the_build(string before, string after, string rule,
        string member)
    {
        using var clone = await ContractClone.CreateAsync();
        clone.Change("OutputNames.cs", before, after);
        clone.Change("EnvironmentOutputs.cs", "OutputNames.Location", "\"location\"");

        var build = await clone.DotnetAsync("build");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches($"error {rule}: .*{member}", build.Text);
    }

    [Fact]
    public async Task A_version_of_a_release_is_refused_to_what_is_built_against_the_stand_ins()
    {
        using var clone = await ContractClone.CreateAsync();

        var pack = await clone.DotnetAsync("pack", "-p:PackageVersion=1.2.3");

        Assert.NotEqual(0, pack.ExitCode);
        Assert.Contains("error MLOPS002: PackageVersion is '1.2.3'", pack.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(clone.Folder, "*.nupkg", SearchOption.AllDirectories));
    }
}
