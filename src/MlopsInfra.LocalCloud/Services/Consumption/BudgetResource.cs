using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Consumption;

/// <summary>
/// Budgets. Their start is judged by today's date, but only where it is new: "Budget start date must be on or after June 1, 2017.
/// Future start date should not be more than twelve months. Past start date should be selected within the timegrain period"
/// (Azure's reference of budgets).
/// </summary>
internal sealed class BudgetResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Consumption/budgets";

    private const string Start = "properties.timePeriod.startDate";
    private const string End = "properties.timePeriod.endDate";
    private const int MonthsAhead = 12;
    private const int HighestThreshold = 1000;
    private const int MostNotifications = 5;

    private static readonly DateOnly First = new(2017, 6, 1);

    public override string InvalidValueCode { get; init; } = "400";

    public override NamingRule Naming { get; init; } = new("[A-Za-z0-9_-]+", 1, 63, "400",
        "The budget name '{0}' is invalid. It must be 1 to 63 letters, digits, hyphens and underscores.");

    // jpsnover/ai-triad-research 1697 has the sentence.
    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
    [
        new(Start)
        {
            Status = 400,
            Code = "400",
            Message = (_, _) => "Start date of budgets cannot be updated. Please delete and create a new budget.",
            IsAllowed = (before, after) => before is not null && Date(before) == Date(after),
        },
    ];

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Number("properties.amount") is <= 0)
            throw Bad("The amount of a budget must be greater than 0.", "properties.amount");
        if (Date(put.Body, Start) is not { } start)
            throw Bad("The start date of a budget is required, as in 2026-01-01T00:00:00Z.", Start);
        if (start.Day != 1) throw Bad("The start date of a budget must be the first day of a month.", Start);
        if (Date(put.Body, End) is { } end && end <= start)
            throw Bad("The end date of a budget must be after its start date.", End);
        if (put.IsNew) CheckStart(put, start);
        CheckNotifications(put.Body);
    }

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.currentSpend", new JsonObject { ["amount"] = 0, ["unit"] = "EUR" });

    private static void CheckStart(PutContext put, DateOnly start)
    {
        var today = DateOnly.FromDateTime(put.Cloud.Now.UtcDateTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        var (grain, months) = put.Body.Text("properties.timeGrain") switch
        {
            { } text
                when text.EndsWith("Quarterly", StringComparison.OrdinalIgnoreCase)
                    || text.EndsWith("Quarter", StringComparison.OrdinalIgnoreCase) => ("quarter", 3),
            { } text
                when text.EndsWith("Annually", StringComparison.OrdinalIgnoreCase)
                    || text.EndsWith("Annual", StringComparison.OrdinalIgnoreCase) => ("year", 12),
            _ => ("month", 1),
        };
        if (start < First || start.AddMonths(months) <= month)
            throw Bad(
                $"The start date {start:yyyy-MM-dd} of the budget must not be before the current {grain}; today is "
                    + $"{today:yyyy-MM-dd}.", Start);
        if (start > month.AddMonths(MonthsAhead))
            throw Bad(
                $"The start date {start:yyyy-MM-dd} of the budget must not be more than {MonthsAhead} months ahead; today is "
                    + $"{today:yyyy-MM-dd}.", Start);
    }

    private static void CheckNotifications(JsonObject body)
    {
        if (body.At("properties.notifications") is not JsonObject notifications) return;
        if (notifications.Count > MostNotifications)
            throw Bad($"A budget may have up to {MostNotifications} notifications.", "properties.notifications");
        foreach (var (name, notification) in notifications)
        {
            if ((notification as JsonObject)?.Number("threshold") is { } threshold and (< 0 or > HighestThreshold))
                throw Bad($"The threshold {threshold} must be between 0 and {HighestThreshold} percent.",
                    $"properties.notifications.{name}.threshold");
        }
    }

    private static DateOnly? Date(JsonObject body, string path) => Date(body.At(path));

    private static DateOnly? Date(JsonNode? text) =>
        DateTimeOffset.TryParse(text?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;

    private static ArmException Bad(string message, string target) => new(400, "400", message, target);
}
