using System.Globalization;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>Schedules of a workspace: cron expressions of five fields.</summary>
internal sealed class ScheduleRules : TypeRules
{
    public override IReadOnlyList<string> Types { get; } = ["Microsoft.MachineLearningServices/workspaces/schedules"];

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.trigger.expression") is { } expression && !IsCron(expression))
            throw new ArmException(400, "UserError",
                $"The cron expression '{expression}' is invalid. It has five fields: minute, hour, day of month, month, day of "
                    + "week.", "properties.trigger.expression");
        if (put.Body.Text("properties.trigger.timeZone") is { } zone && !WindowsTimeZones.Exists(zone))
            throw new ArmException(400, "UserError",
                $"The time zone '{zone}' is no Windows time zone name, such as 'UTC' or 'W. Europe Standard Time'.",
                "properties.trigger.timeZone");
        if (Time(put, "properties.trigger.endTime") is { } end && Time(put, "properties.trigger.startTime") is { } start
            && end <= start)
            throw new ArmException(400, "UserError", "The endTime of the schedule must be after its startTime.",
                "properties.trigger.endTime");
    }

    private static DateTimeOffset? Time(PutContext put, string path) =>
        DateTimeOffset.TryParse(put.Body.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time : null;

    private static bool IsCron(string expression) =>
        Cronos.CronExpression.TryParse(expression, Cronos.CronFormat.Standard, out _);
}
