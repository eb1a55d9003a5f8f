using System.Reflection;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>Programs whose run Pulumi never ends: the command says what is wrong with them, and fails.</summary>
public sealed class StandingStillTests : IDisposable
{
    private static readonly string Project = Path.Combine(Repository.Root, "tests", "Programs", "StandingStill");

    private static readonly bool IsOfficialSdk = typeof(StandingStillTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "PulumiSdk").Value == "nuget";

    private readonly Mlops _mlops = new();

    public void Dispose() => _mlops.Dispose();

    [Theory]
    [InlineData("own-component",
        "The resource 'inside' (azure-native:resources:ResourceGroup) waits for itself: its input 'tags' is a "
        + "dependency on the component 'landscape' (standingstill:azure:Landscape)")]
    [InlineData("each-other", "The resource 'outside' (azure-native:resources:ResourceGroup) waits for the resource 'inside' "
        + "(azure-native:resources:ResourceGroup), because of its DependsOn.\n"
        + "The resource 'inside' (azure-native:resources:ResourceGroup) waits for its input 'tags'.")]
    [InlineData("caught",
        "The constructor of the resource 'odd' (azure-native:resources:ResourceGroup) threw System.FormatException "
        + "(no such tag), and the program caught it")]
    public async Task The_run_ends_with_the_resources_that_wait_and_for_what(string stack, string message)
    {
        if (IsOfficialSdk)
            Assert.Skip("With the official Pulumi SDK these programs stand still.");
        foreach (string[] command in (string[][])[["preview", stack], ["up", stack, "--no-publish"]])
        {
            var result = (await _mlops.LocalAsync([.. command, "--project", Project, "--json"])).ExitsWith(1);
            var error = result.Json().GetProperty("error");
            Assert.Equal("ProgramError", error.GetProperty("code").GetString());
            Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }
}
