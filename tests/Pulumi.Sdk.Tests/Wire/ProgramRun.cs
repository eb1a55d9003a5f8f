using System.Diagnostics;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>What a program process left behind.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Starts Pulumi.Sdk.Tests.Program as an engine starts a program: everything it learns is in its environment.
    /// </summary>
    public static async Task<ProgramRun> StartAsync(
        string address, string[] arguments, bool dryRun = false, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(ProgramPath());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var variables = new Dictionary<string, string?>
        {
            ["PULUMI_MONITOR"] = address,
            ["PULUMI_ENGINE"] = address,
            ["PULUMI_PROJECT"] = "proj",
            ["PULUMI_STACK"] = "dev",
            ["PULUMI_DRY_RUN"] = dryRun ? "true" : "false",
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_PARALLEL"] = "16",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            variables[name] = value;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The program '{string.Join(" ", arguments)}' did not end within {Patience}.");
        }
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    private static string ProgramPath()
    {
        // artifacts/bin/Pulumi.Sdk.Tests/CONFIGURATION -> artifacts/bin/Pulumi.Sdk.Tests.Program/CONFIGURATION
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, "Pulumi.Sdk.Tests.Program", own.Name, "Pulumi.Sdk.Tests.Program.dll");
    }
}
