using System.Diagnostics;
using System.Text;

namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// Runs a command as the two CI systems do: in bash, which stops at the first error, with the variables that the system sets.
/// </summary>
internal static class Shell
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string command, string directory, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", command])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // What this test run itself was started with must not decide what a script does.
        foreach (var name in start.Environment.Keys.Where(IsOfCi).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        // An agent of Azure Pipelines has a folder for what its steps leave, and empties it after the job.
        var agents = variables.ContainsKey("TF_BUILD") ? TestFolders.Create("agent-") : null;
        if (agents is not null) start.Environment["AGENT_TEMPDIRECTORY"] = agents.FullName;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await error);
    }

    private static bool IsOfCi(string name) =>
        new[] { "GITHUB_", "PULUMI", "ARM_", "AZURE_", "AZDO_", "NUGET_API", "NUGET_SOURCE", "SYSTEM_", "BUILD_", "MSBuild",
            "VSTEST" }.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            || name is "TF_BUILD" or "idToken" or "tenantId" or "servicePrincipalId";
}
