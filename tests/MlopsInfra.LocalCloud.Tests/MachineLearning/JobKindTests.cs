using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Jobs of every kind, started at once and by a schedule, as the OpenAPI document 2025-12-01 has them.</summary>
public sealed class JobKindTests
{
    private const string Ws = RestCloud.Workspace;

    private const string Command = """
        {"jobType":"Command","command":"python t.py ${{inputs.rate}}","codeId":"/WS/codes/src/versions/1","environmentId":"azureml:AzureML-sklearn-1.5@latest",
         "computeId":"/WS/computes/cpu-cluster","inputs":{"rate":{"jobInputType":"literal","value":"1.0"} },"limits":{"jobLimitsType":"Command","timeout":"PT15M"},
         "distribution":{"distributionType":"PyTorch","processCountPerInstance":1},"identity":{"identityType":"UserIdentity"},"queueSettings":{"jobTier":"Spot"},
         "services":{"shell":{"jobServiceType":"SSH","properties":{"sshPublicKeys":"ssh-rsa A"} } },"resources":{"instanceCount":2,"shmSize":"1g"} }
        """;

    private const string Sweep = """
        {"jobType":"Sweep","trial":{"command":"python t.py","environmentId":"/WS/environments/train-env/versions/1"},"computeId":"/WS/computes/serverless",
         "objective":{"goal":"minimize","primaryMetric":"loss"},"samplingAlgorithm":{"samplingAlgorithmType":"Random"},"searchSpace":{"rate":["uniform",[0.1,1]]},
         "inputs":{"data":{"jobInputType":"uri_folder","uri":"azureml://datastores/workspaceblobstore/paths/a/"} },
         "limits":{"jobLimitsType":"Sweep","maxTotalTrials":3},"earlyTermination":{"policyType":"MedianStopping"} }
        """;

    private const string Spark = """
        {"jobType":"Spark","codeId":"/WS/codes/src/versions/1","entry":{"sparkJobEntryType":"SparkJobPythonEntry","file":"clean.py"},
         "conf":{"spark.driver.cores":1,"spark.dynamicAllocation.enabled":true},"resources":{"instanceType":"standard_e4s_v3","runtimeVersion":"3.4"},
         "identity":{"identityType":"Managed"},"queueSettings":{"jobTier":"Standard"} }
        """;

    private const string AutoMl = """
        {"jobType":"AutoML","taskDetails":{"taskType":"Classification","targetColumnName":"failed","primaryMetric":"Accuracy",
         "trainingData":{"jobInputType":"mltable","uri":"azureml:table:1"},"limitSettings":{"maxTrials":5,"timeout":"PT1H"} },"computeId":"/WS/computes/cpu-cluster",
         "outputs":{"best":{"jobOutputType":"mlflow_model","assetName":"pump"} } }
        """;

    [Theory]
    [InlineData(Command, "", "", null)]
    [InlineData(Command, "codes/src", "codes/none", "codeId refers to")]
    [InlineData(Command, "cpu-cluster", "gpu-cluster", "computeId refers to")]
    [InlineData(Command, "Spot", "Fast", "value \"Fast\"")]
    [InlineData(Sweep, "", "", null)]
    [InlineData(Sweep, "train-env", "none", "trial.environmentId refers to")]
    [InlineData(Sweep, "workspaceblobstore", "none", "The input 'data' refers to")]
    [InlineData(Sweep, "azureml://datastores/workspaceblobstore/paths/a/", "./a", "neither a URI nor the id of an asset")]
    [InlineData(Spark, "", "", null)]
    [InlineData(Spark, "codes/src", "codes/none", "codeId refers to")]
    [InlineData(Spark, "SparkJobPythonEntry", "Python", "value \"Python\"")]
    [InlineData(AutoMl, "", "", null)]
    [InlineData(AutoMl, "Classification", "Guessing", "value \"Guessing\"")]
    [InlineData("""{"jobType":"Pipeline","sourceJobId":"before"}""", "", "", null)]
    [InlineData("""{"jobType":"Pipeline","sourceJobId":"before"}""", "before", "never", "sourceJobId refers to")]
    public async Task A_job_is_taken_alone_and_in_a_schedule_or_by_neither(string definition, string right, string wrong,
        string? refusal)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await SeedAsync(rest);
        var job = (right.Length == 0 ? definition : definition.Replace(right, wrong, StringComparison.Ordinal))
            .Replace("/WS", Ws, StringComparison.Ordinal);

        foreach (var (path, body) in ((string, string)[])[("jobs/now", $$"""{"properties":{{job}} }"""),
            ("schedules/nightly", $$$"""
            {"properties":{"trigger":{"triggerType":"Cron","expression":"0 2 * * *"},"action":{"actionType":"CreateJob","jobDefinition":{{{job}}} } } }
            """)])
        {
            var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/{path}?api-version={RestCloud.Version}", body);
            var message = (string?)answer.Body!["error"]?["message"];
            if (refusal is null) Assert.True(answer.Status == 201, message);
            else Assert.Contains(refusal, message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"actionType":"InvokeBatchEndpoint","endpointInvocationDefinition":{"any":{"thing":1}}}""", null)]
    [InlineData("""{"actionType":"InvokeBatchEndpoint"}""", "endpointInvocationDefinition")]
    [InlineData("""{"actionType":"CreateMonitor","monitorDefinition":{"computeConfiguration":{"computeType":"ServerlessSpark","instanceType":"standard_e4s_v3","runtimeVersion":"3.4","computeIdentity":{"computeIdentityType":"AmlToken"}},"signals":{}}}""", null)]
    [InlineData("""{"actionType":"CreateMonitor"}""", "monitorDefinition")]
    public async Task A_schedule_calls_an_endpoint_or_watches_a_model(string action, string? refusal)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/nightly?api-version={RestCloud.Version}", $$"""
            {"properties":{"trigger":{"triggerType":"Cron","expression":"0 2 * * *"},"action":{{action}} } }
            """);

        var message = (string?)answer.Body!["error"]?["message"];
        if (refusal is null) Assert.True(answer.Status == 201, message);
        else Assert.Contains(refusal, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-06-01-preview", """{"actionType":"ImportData","dataImportDefinition":{"assetName":"orders"}}""", null)]
    [InlineData("2023-06-01-preview", """{"actionType":"ImportData"}""", "dataImportDefinition")]
    [InlineData(RestCloud.Version, """{"actionType":"ImportData","dataImportDefinition":{}}""",
        "The request content was invalid")]
    public async Task A_schedule_imports_data_in_previews_of_the_api(string version, string action, string? refusal)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/nightly?api-version={version}", $$"""
            {"properties":{"trigger":{"triggerType":"Cron","expression":"0 2 * * *"},"action":{{action}} } }
            """);

        var message = (string?)answer.Body!["error"]?["message"];
        if (refusal is null) Assert.True(answer.Status == 201, message);
        else Assert.Contains(refusal, message, StringComparison.Ordinal);
    }

    private static async Task SeedAsync(RestCloud rest)
    {
        await rest.SeedAsync($"{Ws}/environments/train-env/versions/1", """{"properties":{"image":"r/i:1"}}""");
        await rest.SeedAsync($"{Ws}/codes/src/versions/1",
            """{"properties":{"codeUri":"https://stmlops.blob.core.windows.net/c/src"}}""");
        await rest.SeedAsync($"{Ws}/jobs/before",
            """{"properties":{"jobType":"Command","command":"true","environmentId":"azureml:train-env:1"}}""");
    }
}
