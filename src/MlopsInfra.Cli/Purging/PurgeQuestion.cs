using MlopsInfra.Cli.Output;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Purging;

/// <summary>Asks before something is purged: nobody can bring it back.</summary>
internal static class PurgeQuestion
{
    /// <summary>Asks, on standard error, so that standard output stays the result's.</summary>
    /// <param name="plan">What would be purged.</param>
    /// <exception cref="CliException">The answer is no, or there is nobody to ask.</exception>
    public static void Ask(IReadOnlyList<PurgedResource> plan)
    {
        if (Console.IsInputRedirected)
            throw new CliException(ExitCode.Usage, "ConfirmationNeeded",
                "Purging is for good, and nobody can be asked here: say --yes, or --dry-run to see what it would be.");
        foreach (var resource in plan) Console.Error.WriteLine($"  {SummaryText.Purged(resource, isPreview: true)}");
        Console.Error.Write("Purge these for good? [y/N] ");
        if (Console.ReadLine()?.Trim().ToLowerInvariant() is not ("y" or "yes"))
            throw new CliException(ExitCode.Failed, "Cancelled", "Nothing was purged.");
    }
}
