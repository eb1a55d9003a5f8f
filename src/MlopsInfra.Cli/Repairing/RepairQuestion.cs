using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Repairing;

/// <summary>Asks before a state is changed.</summary>
internal static class RepairQuestion
{
    /// <summary>Asks, on standard error, so that standard output stays the result's.</summary>
    /// <param name="report">What would be run.</param>
    /// <returns>Whether to run it; no where nobody can be asked.</returns>
    public static bool Ask(RepairReport report)
    {
        if (Console.IsInputRedirected) return false;
        foreach (var line in RepairText.Lines(report)) Console.Error.WriteLine(line);
        Console.Error.Write("Run it now? [y/N] ");
        return Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
