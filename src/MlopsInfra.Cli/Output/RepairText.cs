using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Output;

/// <summary>A repair for people.</summary>
internal static class RepairText
{
    /// <summary>What was found, and the command that settles it.</summary>
    /// <param name="report">The repair.</param>
    public static IEnumerable<string> Lines(RepairReport report)
    {
        if (report.Items.Count == 0)
        {
            yield return "Nothing is pending: the state knows all that was begun.";
            yield break;
        }

        foreach (var item in report.Items)
        {
            yield return $"  {Sign(item.State)}  {item.Operation.Type} {item.Operation.Name} {Verdict(item)}";
            if (item.Id is { } id) yield return $"       {id}";
            if (item.Reason is { } reason) yield return $"       {reason}";
            if (item.State == RepairState.Unknown)
                yield return $"       then: --id '{item.Operation.Urn}={item.Id ?? "ID"}', or --absent '{item.Operation.Urn}'";
        }

        yield return report.HasRun ? "Done:" : "To settle it:";
        yield return $"  {report.CommandLine}";
    }

    /// <summary>The name of a state in the JSON document.</summary>
    /// <param name="state">The state.</param>
    public static string NameOf(RepairState state) => state.ToString().ToLowerInvariant();

    private static string Sign(RepairState state) => state switch
    {
        RepairState.Exists => "+",
        RepairState.Absent => "-",
        RepairState.Unknown => "?",
        _ => " ",
    };

    private static string Verdict(RepairItem item) => item.State switch
    {
        RepairState.Exists => "is there: to be taken into the state",
        RepairState.Absent => "is not there: to be forgotten, the next update creates it",
        RepairState.Unknown => "may be there",
        _ => $"was {item.Operation.Operation}: a refresh looks at it",
    };
}
