using System.Diagnostics;

namespace MlopsInfra.Packages.Tests.Support;

/// <summary>Runs commands to their end.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs a program.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Variables, in addition to the present ones.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<CommandResult> RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        // A build that outlives the command would keep the test's folders open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var (output, error) =
                (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return new CommandResult($"{program} {string.Join(' ', arguments)}", process.ExitCode,
                $"{await output}\n{await error}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
