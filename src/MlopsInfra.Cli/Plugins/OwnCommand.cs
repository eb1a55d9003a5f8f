using System.Runtime.InteropServices;
using MlopsInfra.PostDeploy.Reading.Keys;

namespace MlopsInfra.Cli.Plugins;

/// <summary>
/// How this very <c>mlops</c> is started from anywhere: by absolute paths, with no <c>PATH</c> and no <c>DOTNET_ROOT</c>.
/// </summary>
internal static class OwnCommand
{
    /// <summary>The words that start it: the runtime's host and this assembly.</summary>
    /// <exception cref="CliException">The runtime's host is not where it should be.</exception>
    public static IReadOnlyList<string> Words()
    {
        // .../shared/Microsoft.NETCore.App/VERSION/ is where the runtime runs from; its host is three folders above.
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
            OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        if (!File.Exists(host))
            throw new CliException(ExitCode.Failed, "DotnetNotFound",
                $"'{host}' does not exist. Install the .NET runtime as a whole, with its 'dotnet' command.", host);
        return [host, typeof(OwnCommand).Assembly.Location];
    }
}
