using System.IO.Compression;

namespace MlopsInfra.Pipelines.Tests.Commands;

public sealed class ReleaseScriptTests : IDisposable
{
    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_release_is_refused_for_the_stand_ins()
    {
        var variables = CiVariables.GitHub(_folder.Summary);
        variables["PulumiSdk"] = "local";

        var (exitCode, _, error) = await _folder.RunAsync(CommandTable.PackOnGitHub, variables);

        Assert.Equal(2, exitCode);
        Assert.Contains("built against the official Pulumi packages only", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("v1.2")]
    [InlineData("v1.2.3;rm")]
    [InlineData("")]
    public async Task What_is_no_version_tag_is_refused(string tag)
    {
        var variables = CiVariables.AzurePipelines();
        variables["BUILD_SOURCEBRANCHNAME"] = tag;

        var (exitCode, _, error) = await _folder.RunAsync(CommandTable.PackOnAzurePipelines, variables);

        Assert.Equal(2, exitCode);
        Assert.Contains($"'{tag}' is no version tag", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommandTable.PackOnGitHub)]
    [InlineData(CommandTable.PackOnAzurePipelines)]
    public async Task A_tag_packs_that_version_with_the_official_packages_as_dependencies(string command)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PulumiSdk") == "nuget",
            "PulumiSdk is not nuget here: a release is packed only where a NuGet source serves the official Pulumi packages.");
        using var clone = await Clone.CreateAsync();

        var (exitCode, output, error) =
            await clone.RunAsync(command, new(CiVariables.GitHub(_folder.Summary)) { ["BUILD_SOURCEBRANCHNAME"] = "v1.2.3" });

        Assert.True(exitCode == 0, $"{output}\n{error}");
        using var package = await ZipFile.OpenReadAsync(Path.Combine(clone.Root, "artifacts", "release",
            "MlopsInfra.Components.1.2.3.nupkg"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await package.GetEntry("MlopsInfra.Components.nuspec")!
            .OpenAsync(TestContext.Current.CancellationToken));
        var nuspec = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("id=\"Pulumi.AzureNative\"", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_puts_every_package_into_the_source()
    {
        var variables = CiVariables.GitHub(_folder.Summary);
        variables["NUGET_API_KEY"] = "a-key";
        variables["NUGET_SOURCE"] = Directory.CreateDirectory(_folder.At("feed")).FullName;
        WritePackage("Contoso.One");
        WritePackage("Contoso.Two");

        var first = await _folder.RunAsync(CommandTable.Push, variables);
        var second = await _folder.RunAsync(CommandTable.Push, variables);

        Assert.True(first.ExitCode == 0, first.Output + first.Error);
        Assert.True(second.ExitCode == 0, second.Output + second.Error);
        Assert.Equal(
            ["Contoso.One.1.2.3.nupkg", "Contoso.Two.1.2.3.nupkg"],
            Directory.GetFiles(_folder.At("feed"), "*.nupkg", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_push_without_packages_or_without_a_source_says_so()
    {
        var variables = CiVariables.GitHub(_folder.Summary);
        var noSource = await _folder.RunAsync(CommandTable.Push, variables);
        variables["NUGET_API_KEY"] = "a-key";
        variables["NUGET_SOURCE"] = _folder.Root;
        var noPackage = await _folder.RunAsync(CommandTable.Push, variables);

        Assert.NotEqual(0, noSource.ExitCode);
        Assert.Contains("NUGET_SOURCE: is not set", noSource.Error, StringComparison.Ordinal);
        Assert.Equal(2, noPackage.ExitCode);
        Assert.Contains("there is no package in artifacts/release", noPackage.Error, StringComparison.Ordinal);
    }

    private void WritePackage(string id)
    {
        Directory.CreateDirectory(_folder.At("artifacts/release"));
        using var package = ZipFile.Open(_folder.At($"artifacts/release/{id}.1.2.3.nupkg"), ZipArchiveMode.Create);
        using var writer = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        writer.Write($"""
            <?xml version="1.0"?>
            <package><metadata><id>{id}</id><version>1.2.3</version><authors>Contoso</authors><description>A package.</description></metadata></package>
            """);
    }
}
