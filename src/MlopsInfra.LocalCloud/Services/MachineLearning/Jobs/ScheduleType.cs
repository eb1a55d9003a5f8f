using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>A schedule that creates jobs, a monitor, or calls a batch endpoint.</summary>
internal sealed class ScheduleType : MachineLearningType
{
    private static readonly string[] Frequencies = ["Minute", "Hour", "Day", "Week", "Month"];
    private static readonly string[] Actions = ["CreateJob", "CreateMonitor", "InvokeBatchEndpoint"];

    public override string Name => "schedules";

    public override void Check(AssetWrite write)
    {
        if (write.Properties["trigger"] is not JsonObject trigger) throw Invalid("The field 'trigger' is required.");
        // Cron expressions and time zones are checked by the control plane, whichever side they come in by.
        if (MachineLearningNames.Text(trigger["triggerType"]) == "Recurrence") CheckRecurrence(trigger);
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

    private static void CheckRecurrence(JsonObject trigger)
    {
        var given = MachineLearningNames.Text(trigger["frequency"]);
        // The service gives back its own case, as in week for Week.
        trigger["frequency"] = Frequencies.FirstOrDefault(name => name.Equals(given, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid($"The frequency '{given}' is none of {string.Join(", ", Frequencies)}.");
        if (trigger["interval"] is not JsonValue interval || !interval.TryGetValue(out int number) || number < 1)
        {
            throw Invalid("The interval of a recurrence is a whole number from 1.");
        }

        if (trigger["schedule"] is JsonObject schedule
            && (schedule["hours"] is not JsonArray || schedule["minutes"] is not JsonArray))
        {
            throw Invalid("The schedule of a recurrence needs both hours and minutes.");
        }
    }

    private static void CheckAction(AssetWrite write)
    {
        if (write.Properties["action"] is not JsonObject action) throw Invalid("The field 'action' is required.");
        var kind = MachineLearningNames.Text(action["actionType"]);
        if (!Actions.Contains(kind)) throw Invalid($"The actionType '{kind}' is none of {string.Join(", ", Actions)}.");
        if (kind == "CreateJob")
        {
            JobType.CheckDefinition(action["jobDefinition"] as JsonObject
                ?? throw Invalid("The field 'action.jobDefinition' is required."), write.Workspace, write.Id.Name);
        }

        if (kind == "CreateMonitor" && action["monitorDefinition"] is not JsonObject)
            throw Invalid("The field 'action.monitorDefinition' is required.");
    }

    private static ArmException Invalid(string message) => MachineLearningErrors.User(message, "BadArgument", "ArgumentInvalid");
}
