using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cronos;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>A schedule that creates jobs or a monitor, imports data, or calls a batch endpoint.</summary>
internal sealed class ScheduleResource() : MachineLearningResource(Collection)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/{Collection}";

    private const string Collection = "schedules";

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } = Operations("s");

    private static readonly string[] Frequencies = ["Minute", "Hour", "Day", "Week", "Month"];
    private static readonly string[] Actions = ["CreateJob", "CreateMonitor", "ImportData", "InvokeBatchEndpoint"];

    public override void Normalize(AssetWrite write)
    {
        if (write.Properties["trigger"] is not JsonObject trigger || Frequency(trigger) is not { } frequency) return;
        trigger["frequency"] = frequency;
    }

    public override void Check(AssetWrite write)
    {
        if (write.Properties["trigger"] is not JsonObject trigger) throw Invalid("The field 'trigger' is required.");
        CheckTimes(trigger);
        if (Is(trigger, "Recurrence")) CheckRecurrence(trigger);
        CheckAction(write);
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "isEnabled", true);
        Default(properties, "provisioningState", "Succeeded");
    }

    private static void CheckTimes(JsonObject trigger)
    {
        if (trigger.Text("expression") is { } expression && !CronExpression.TryParse(expression, CronFormat.Standard, out _))
        {
            throw Invalid(
                $"The cron expression '{expression}' is invalid. It has five fields: minute, hour, day of month, month, "
                + "day of week.");
        }

        if (trigger.Text("timeZone") is { } zone && !WindowsTimeZones.Exists(zone))
        {
            throw Invalid($"The time zone '{zone}' is no Windows time zone name, such as 'UTC' or 'W. Europe Standard Time'.");
        }

        if (Time(trigger, "endTime") is { } end && Time(trigger, "startTime") is { } start && end <= start)
            throw Invalid("The endTime of the schedule must be after its startTime.");
    }

    private static DateTimeOffset? Time(JsonObject trigger, string name) =>
        DateTimeOffset.TryParse(trigger.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time : null;

    private static bool Is(JsonObject trigger, string kind) =>
        kind.Equals(trigger.Text("triggerType"), StringComparison.OrdinalIgnoreCase);

    // The service gives back its own case, as in Week for week.
    private static string? Frequency(JsonObject trigger) =>
        Frequencies.FirstOrDefault(name => name.Equals(trigger.Text("frequency"), StringComparison.OrdinalIgnoreCase));

    private static void CheckRecurrence(JsonObject trigger)
    {
        if (Frequency(trigger) is null)
            throw Invalid($"The frequency '{trigger.Text("frequency")}' is none of {string.Join(", ", Frequencies)}.");
        if (trigger.Number("interval") is not (>= 1 and var interval) || interval != Math.Floor(interval))
        {
            throw Invalid("The interval of a recurrence is a whole number from 1.");
        }

        if (trigger["schedule"] is JsonObject schedule
            && (schedule["hours"] is not JsonArray || schedule["minutes"] is not JsonArray))
        {
            throw Invalid("The schedule of a recurrence needs both hours and minutes.");
        }

        CheckNumbers(trigger, "hours", 0, 23);
        CheckNumbers(trigger, "minutes", 0, 59);
        CheckNumbers(trigger, "monthDays", 1, 31);
    }

    // "CLI (v2) schedule YAML schema", recurrence schedule.
    private static void CheckNumbers(JsonObject trigger, string name, int least, int greatest)
    {
        foreach (var value in trigger.At($"schedule.{name}") as JsonArray ?? [])
        {
            if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number
                && JsonNumbers.ToDouble(number) is var found && (found < least || found > greatest))
                throw Invalid($"The {name} of a recurrence are {least} to {greatest}, and not {found}.");
        }
    }

    private static void CheckAction(AssetWrite write)
    {
        if (write.Properties["action"] is not JsonObject action) throw Invalid("The field 'action' is required.");
        var kind = action["actionType"].AsText();
        if (!Actions.Contains(kind)) throw Invalid($"The actionType '{kind}' is none of {string.Join(", ", Actions)}.");
        if (kind == "CreateJob")
        {
            JobDefinition.Check(action["jobDefinition"] as JsonObject
                ?? throw Invalid("The field 'action.jobDefinition' is required."), write.Workspace, write.Id.Name);
        }

        if (kind == "CreateMonitor")
        {
            MonitorDefinition.Check(action["monitorDefinition"] as JsonObject
                ?? throw Invalid("The field 'action.monitorDefinition' is required."), write.Workspace);
        }

        // Known to previews of the API only, as of 2023-06-01-preview.
        if (kind == "ImportData" && action["dataImportDefinition"] is not JsonObject)
            throw Invalid("The field 'action.dataImportDefinition' is required.");
    }
}
