using System.Diagnostics;
using System.Reflection;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>Microsoft's Bicep: its compiler, its types of all resources, its reader of ARM templates.</summary>
internal static class Bicep
{
    private static readonly string Executable =
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "BicepPath").Value!;

    /// <summary>Skips the test where there is none.</summary>
    public static void OrSkip() => Assert.SkipUnless(
        File.Exists(Executable),
        "Bicep is not restored (.ci/run does it on Linux x64; by hand: dotnet restore build/bicep). What previews write for it "
            + "is not compiled.");

    /// <summary>Runs a command. It gets no network: a proxy that nobody serves stands before it.</summary>
    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"])
            start.Environment[name] = "http://127.0.0.1:9";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
