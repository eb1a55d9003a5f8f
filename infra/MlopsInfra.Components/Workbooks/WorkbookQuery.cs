using System.Text.Json.Nodes;

namespace MlopsInfra.Components;

/// <summary>A query and how its result is shown.</summary>
/// <param name="Name">Tells parts apart; not shown.</param>
/// <param name="Title">What the reader sees above it.</param>
/// <param name="Kusto">The query; <c>{grain}</c> stands for the division of time that fits the chosen range.</param>
/// <param name="Chart">How it is shown.</param>
/// <param name="WidthPercent">Share of the page's width.</param>
internal sealed record WorkbookQuery(string Name, string Title, string Kusto, WorkbookChart Chart, int WidthPercent = 50)
    : WorkbookItem(Name)
{
    /// <summary>The type of resource that is asked.</summary>
    public const string ResourceType = "microsoft.operationalinsights/workspaces";

    private const int QueryType = 3;

    /// <inheritdoc/>
    public override JsonObject ToJson(string logAnalyticsId) => new()
    {
        ["type"] = QueryType,
        ["content"] = new JsonObject
        {
            ["version"] = "KqlItem/1.0",
            // "{TimeRange:grain}" is the workbooks' own word for a division that fits the range.
            ["query"] = Kusto.Replace("{grain}", $"{{{WorkbookTimeRange.Parameter}:grain}}"),
            ["size"] = 0,
            ["title"] = Title,
            ["timeContextFromParameter"] = WorkbookTimeRange.Parameter,
            ["queryType"] = 0,
            ["resourceType"] = ResourceType,
            ["crossComponentResources"] = new JsonArray(logAnalyticsId),
            ["visualization"] = Chart.ToString().ToLowerInvariant(),
            ["noDataMessage"] = "Nothing in this time.",
        },
        ["customWidth"] = WidthPercent.ToString(),
        ["name"] = Name,
    };
}
