using System.Text.Json;

namespace MlopsInfra.Components;

/// <summary>The definition of the Logic App that starts runs at fixed times, on all data there is.</summary>
internal static class ScheduleWorkflow
{
    private static readonly (string, string)[] Tags = [("mlops.source", "schedule"), ("dataTime", "@utcNow()")];

    // A run of the workflow keeps its name: a call that is made again means the same job.
    private const string JobName = "concat('schedule-', workflow()?['run']?['name'])";

    /// <summary>The definition of the Logic App, in the Workflow Definition Language.</summary>
    /// <param name="identityId">ARM id of the identity that starts the runs.</param>
    /// <param name="audience">What its tokens are for: Azure Resource Manager of the cloud.</param>
    /// <param name="options">When, and with which data.</param>
    public static object Definition(string identityId, string audience, DataArrivalOptions options)
    {
        _ = CronSchedule.Read(options.Schedule!, out var schedule);
        var folder = $"'{options.Prefix.TrimEnd('/').Replace("'", "''")}'";
        var times = JsonSerializer.Serialize(new { hours = schedule!.Hours, minutes = schedule.Minutes });
        if (schedule.WeekDays.Count > 0)
        {
            times = JsonSerializer.Serialize(new { hours = schedule.Hours, minutes = schedule.Minutes,
                weekDays = schedule.WeekDays.Select(day => day.ToString()) });
        }

        return JsonSerializer.Deserialize<JsonElement>($$"""
            {
              "$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
              "contentVersion": "1.0.0.0",
              "parameters": {{WorkflowText.Parameters}},
              "triggers": {
                "atTime": {
                  "type": "Recurrence",
                  "recurrence": {
                    "frequency": "{{(schedule.WeekDays.Count > 0 ? "Week" : "Day")}}",
                    "interval": 1,
                    "timeZone": {{WorkflowText.Quoted(options.TimeZone)}},
                    "schedule": {{times}}
                  }
                }
              },
              "actions": { {{WorkflowText.Start("{}", new WorkflowStart(identityId, audience, JobName, options.InputName, folder, Tags))}} },
              "outputs": {}
            }
            """);
    }
}
