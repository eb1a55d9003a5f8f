using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// The tables that a query finds where it looks: those of Azure Monitor Logs (<c>log-tables.txt</c>, from "Log Analytics log
/// tables organized by category" of Azure Monitor's reference, with older tables that it leaves out), and those and the functions
/// that were made in the workspace. To renew the list, add the names of the page's new issue to it, one a line and in order.
/// </summary>
internal static class LogTables
{
    // The names that tables have where Application Insights itself is asked.
    private static readonly string[] OfComponents =
    [
        "availabilityResults", "browserTimings", "customEvents", "customMetrics", "dependencies", "exceptions", "pageViews",
        "performanceCounters", "requests", "traces",
    ];

    private static readonly Lazy<HashSet<string>> OfAzure = new(Read);

    /// <summary>Whether a name is a table, or a function, of any of the scopes.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="scopes">The resources whose logs are asked.</param>
    /// <param name="name">The name. Case counts.</param>
    public static bool Exists(CloudContext cloud, IReadOnlyList<string> scopes, string name) =>
        OfAzure.Value.Contains(name) || scopes.Any(scope => IsIn(cloud, scope, name));

    /// <summary>The tables that Azure has.</summary>
    public static IReadOnlyCollection<string> Names => OfAzure.Value;

    /// <summary>Whether a name is one of the tables that Azure has.</summary>
    /// <param name="name">The name. Case counts.</param>
    public static bool IsOfAzure(string name) => OfAzure.Value.Contains(name);

    /// <summary>The table whose name is like another name; null if there is none.</summary>
    /// <param name="name">A name that is none.</param>
    public static string? Like(string name) =>
        OfAzure.Value.FirstOrDefault(table => table.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? OfAzure.Value.FirstOrDefault(table => table.Equals($"{name}s", StringComparison.OrdinalIgnoreCase)
            || name.Equals($"{table}s", StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(CloudContext cloud, string scope, string name)
    {
        // Groups and subscriptions are asked through whatever workspaces there are.
        if (!ResourceId.TryParse(scope, out var id) || id.Type != LogAnalyticsWorkspaceResource.TypeName)
            return OfComponents.Contains(name) || name.Contains('_', StringComparison.Ordinal);
        return cloud.Find($"{scope}/tables/{name}") is not null
            || cloud.Store.Children(scope).Any(search => search.Body.Text("properties.functionAlias") == name);
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(LogTables).Assembly.GetManifestResourceStream("log-tables.txt")
            ?? throw new InvalidOperationException("The list of log tables is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
