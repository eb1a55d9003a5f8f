using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Schedules;

/// <summary>
/// Schedules that watch a model are taken if they say what is compared, over which time, and from what on it matters.
/// </summary>
public sealed class MonitorScheduleTests
{
    private const string Ws = RestCloud.Workspace;

    [Theory]
    [InlineData("", "", null)]
    [InlineData("DataDrift", "Drift", "The signalType of signal 'inputs' is none of DataDrift, DataQuality, ")]
    [InlineData("\"referenceData\"", "\"reference\"", "referenceData")]
    [InlineData("\"P1D\"", "\"a day\"", "The windowSize 'a day' of the productionData of signal 'inputs' is no duration")]
    [InlineData("Trailing", "Sometimes", "The inputDataType 'Sometimes' of the productionData of signal 'inputs' is none of ")]
    [InlineData("Fixed", "Static", "windowEnd")]
    [InlineData("populationStabilityIndex", "pearsonsChiSquaredTest", "pearsonsChiSquaredTest")]
    [InlineData("\"Numerical\"", "\"Text\"", "The dataType 'Text' of a threshold of signal 'inputs' is none of ")]
    [InlineData("datastores/workspaceblobstore/paths/live/", "datastores/nowhere/paths/live/", "nowhere")]
    public async Task A_monitor_says_what_it_compares(string old, string now, string? refusal)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var monitor = """
            {"computeConfiguration":{"computeType":"ServerlessSpark","instanceType":"standard_e4s_v3","runtimeVersion":"3.4",
              "computeIdentity":{"computeIdentityType":"AmlToken"}},
             "signals":{"inputs":{"signalType":"DataDrift","mode":"Enabled",
              "productionData":{"inputDataType":"Trailing","dataContext":"model_inputs","jobInputType":"uri_folder",
                "uri":"azureml://datastores/workspaceblobstore/paths/live/","windowSize":"P1D","windowOffset":"P0D"},
              "referenceData":{"inputDataType":"Fixed","dataContext":"training","jobInputType":"uri_folder",
                "uri":"azureml://datastores/workspaceblobstore/paths/training/"},
              "metricThresholds":[{"dataType":"Numerical","metric":"populationStabilityIndex","threshold":{"value":0.25}}]}}}
            """;
        if (old.Length > 0) monitor = monitor.Replace(old, now, StringComparison.Ordinal);

        var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/watch?api-version=2023-06-01-preview", $$$"""
            {"properties":{"trigger":{"triggerType":"Cron","expression":"0 2 * * *"},
             "action":{"actionType":"CreateMonitor","monitorDefinition":{{{monitor}}} } } }
            """);

        var message = (string?)answer.Body!["error"]?["message"];
        if (refusal is null) Assert.True(answer.Status == 201, message);
        else Assert.Contains(refusal, message, StringComparison.Ordinal);
    }
}
