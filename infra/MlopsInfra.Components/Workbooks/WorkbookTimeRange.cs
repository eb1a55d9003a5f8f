using System.Text.Json.Nodes;

namespace MlopsInfra.Components;

/// <summary>Lets the reader choose the time that queries look at, and how finely charts are divided.</summary>
internal sealed record WorkbookTimeRange() : WorkbookItem("time")
{
    /// <summary>Name of the parameter that holds the time range.</summary>
    public const string Parameter = "TimeRange";

    private const int ParametersType = 9;
    private const int TimeRangeKind = 4;
    private const int DayMs = 86_400_000;

    private static readonly int[] ChoicesMs = [3_600_000, 14_400_000, DayMs, 7 * DayMs, 14 * DayMs];

    /// <inheritdoc/>
    public override JsonObject ToJson(string logAnalyticsId) => new()
    {
        ["type"] = ParametersType,
        ["content"] = new JsonObject
        {
            ["version"] = "KqlParameterItem/1.0",
            ["style"] = "pills",
            ["queryType"] = 0,
            ["resourceType"] = WorkbookQuery.ResourceType,
            ["crossComponentResources"] = new JsonArray(logAnalyticsId),
            ["parameters"] = new JsonArray(Choice()),
        },
        ["name"] = Name,
    };

    private static JsonObject Choice() => new()
    {
        ["id"] = "5e3b1c3c-2f2e-4a53-9b0a-0d2f6a1f7c11",
        ["version"] = "KqlParameterItem/1.0",
        ["name"] = Parameter,
        ["label"] = "Time",
        ["type"] = TimeRangeKind,
        ["isRequired"] = true,
        ["value"] = new JsonObject { ["durationMs"] = DayMs },
        ["typeSettings"] = new JsonObject
        {
            ["selectableValues"] = new JsonArray([.. ChoicesMs.Select(ms => new JsonObject { ["durationMs"] = ms })]),
            ["allowCustom"] = true,
        },
    };
}
