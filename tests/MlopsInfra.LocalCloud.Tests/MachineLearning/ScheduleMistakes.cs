using MlopsInfra.LocalCloud.Tests.Programs;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.MachineLearningProgram;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes of schedules.</summary>
internal static class ScheduleMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("a schedule that ends before it begins", "must be after its startTime", (azure, or) => Schedule(azure, $$"""
            {"triggerType":"Cron","expression":"0 1 * * *","timeZone":"UTC","startTime":"2026-12-01T00:00:00","endTime":"{{or["2027-01-01", "2026-11-01"]}}T00:00:00"}
            """)),
        Of("a schedule with a recurrence of no interval", "whole number from 1", (azure, or) => Schedule(azure, $$"""
            {"triggerType":"Recurrence","frequency":"Day","interval":{{or["1", "0"]}},"schedule":{"hours":[1],"minutes":[0]} }
            """)),
        Of("a schedule with a cron expression of four fields", "It has five fields", (azure, or) => Schedule(azure, $$"""
            {"triggerType":"Cron","expression":"0 1 * *{{or[" *", ""]}}"}
            """)),
        Of("a schedule at the 24th hour", "are 0 to 23", (azure, or) => Schedule(azure, $$"""
            {"triggerType":"Recurrence","frequency":"Day","interval":1,"schedule":{"hours":[{{or["23", "24"]}}],"minutes":[0]} }
            """)),
        Of("a schedule that does what there is not", "Allowed values: 'CreateJob'", (azure, or) => Schedule(azure, """
            {"triggerType":"Cron","expression":"0 1 * * *"}
            """, action: or["CreateJob", "RunJob"])) with { Code = "InvalidRequestContent" },
        Of("a schedule of a job on a compute that does not exist", "computeId refers to", (azure, or) => Schedule(azure, """
            {"triggerType":"Cron","expression":"0 1 * * *"}
            """, compute: or["cpu", "gpu"])),
        Of("a schedule of a job whose environment does not exist", "environmentId refers to", (azure, or) => Schedule(azure, """
            {"triggerType":"Cron","expression":"0 1 * * *"}
            """, environment: or["1", "2"])),
    ];

    private static async Task Schedule(CloudProgram azure, string trigger, string compute = "cpu", string environment = "1",
        string action = "CreateJob")
    {
        await Cluster(azure);
        await Environment(azure);
        await azure.Add("machinelearningservices:Schedule", "nightly", $$$"""
            {{{{In}}},"name":"nightly","properties":{"trigger":{{{trigger}}},"action":{"actionType":"{{{action}}}",
             "jobDefinition":{"jobType":"Command","command":"true","computeId":"{{{compute}}}","environmentId":"azureml:train-env:{{{environment}}}"} } } }
            """);
    }
}
