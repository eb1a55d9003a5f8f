using System.Globalization;

namespace MlopsInfra.Cli.Drift;

/// <summary>The numbers of monitoring as a table, which reports and tickets show.</summary>
internal static class StatisticTable
{
    /// <summary>The heads of the table.</summary>
    public static readonly string[] Heads = ["Of", "Statistic", "Value", "Threshold", "State"];

    /// <summary>The rows of the table.</summary>
    /// <param name="statistics">The numbers.</param>
    public static IEnumerable<string[]> Rows(IEnumerable<ComparedStatistic> statistics) => statistics.Select(each =>
        (string[])[each.Of, each.Name, Number(each.Value), Number(each.Threshold), each.State]);

    private static string Number(double? value) => value?.ToString("0.0###", CultureInfo.InvariantCulture) ?? "-";
}
