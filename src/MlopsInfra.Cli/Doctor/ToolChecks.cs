using MlopsInfra.Cli.Projects;

namespace MlopsInfra.Cli.Doctor;

/// <summary>The tools on this machine.</summary>
internal static class ToolChecks
{
    /// <summary>The first version whose projects declare configuration, as our <c>Pulumi.yaml</c> does.</summary>
    private static readonly Version OldestPulumi = new(3, 44, 0);

    /// <summary>The pulumi CLI and its version.</summary>
    public static async Task<DoctorCheck> PulumiAsync(string directory, CancellationToken cancellationToken)
    {
        const string Mend = "Install the pulumi CLI: https://www.pulumi.com/docs/iac/download-install/. Without it, 'mlops "
            + "local' works, and nothing else.";
        if (await ToolRun.AskAsync("pulumi", ["version"], directory, cancellationToken) is not { } run)
            return DoctorCheck.Missing("pulumi", "The pulumi CLI is not on the PATH.", Mend);
        return Pulumi(run, Mend);
    }

    /// <summary>The .NET SDK that <c>global.json</c> asks for.</summary>
    public static async Task<DoctorCheck> DotnetAsync(string directory, CancellationToken cancellationToken)
    {
        const string Mend = "Install the .NET SDK that global.json asks for: https://dotnet.microsoft.com/download.";
        if (await ToolRun.AskAsync("dotnet", ["--version"], directory, cancellationToken) is not { } run)
            return DoctorCheck.Missing("dotnet", "The .NET SDK is not on the PATH.", Mend);
        return run.ExitCode == 0
            ? DoctorCheck.Ok("dotnet", $".NET SDK {run.Output}")
            : DoctorCheck.Missing("dotnet", $"No .NET SDK fits: {FirstLine(run.Error.Length > 0 ? run.Error : run.Output)}",
                Mend);
    }

    private static DoctorCheck Pulumi(ToolRun run, string mend)
    {
        if (run.ExitCode != 0)
            return DoctorCheck.Missing("pulumi", $"'pulumi version' ended with {run.ExitCode}: {FirstLine(run.Error)}", mend);
        // v3.150.0, or v3.151.0-alpha.x of a build of one's own.
        var number = run.Output.TrimStart('v').Split('-', '+')[0];
        if (!Version.TryParse(number, out var version))
            return DoctorCheck.Skipped("pulumi", $"'pulumi version' printed '{FirstLine(run.Output)}', which is no version.");
        return version >= OldestPulumi
            ? DoctorCheck.Ok("pulumi", $"pulumi {number}")
            : DoctorCheck.Missing("pulumi", $"pulumi {number} is older than {OldestPulumi}.", mend);
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
