using MlopsInfra.Cli.Reports;
using MlopsInfra.PostDeploy.Reading.Keys;

namespace MlopsInfra.Cli.Repairing;

/// <summary>The <c>pulumi refresh</c> that settles pending operations.</summary>
internal static class RefreshCommand
{
    private const string Import = "--import-pending-creates";

    /// <summary>
    /// Its words. A URN and its id are two options that follow each other. Creations that are neither taken in nor told apart are
    /// dropped by <c>--clear-pending-creates</c>, all of them: so it is only said where each is known not to be there.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="items">The pending operations.</param>
    public static IReadOnlyList<string> Words(string stack, IReadOnlyList<RepairItem> items)
    {
        if (items.Count == 0) return [];
        var imports = items.Where(item => item.State == RepairState.Exists)
            .SelectMany(item => new[] { Import, item.Operation.Urn, Import, item.Id! });
        string[] rest = items.Any(item => item.State == RepairState.Unknown) ? ["--skip-pending-creates"]
            : items.Any(item => item.State == RepairState.Absent) ? ["--clear-pending-creates"]
            : [];
        return ["pulumi", "refresh", "--stack", stack, "--yes", "--non-interactive", .. imports, .. rest];
    }
}
