using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// What no preview shows: dev is up, its published pipeline trains a model from a file of readings, the model is registered, and
/// an online endpoint answers with it. All of it by Microsoft's clients as they are, against <c>mlops local serve</c>.
/// </summary>
public sealed class ServedModelTests
{
    private const string Script = """
        import glob, json, os
        import joblib
        import pandas

        def init():
            global model
            folder = os.environ["AZUREML_MODEL_DIR"]
            model = joblib.load(glob.glob(os.path.join(folder, "**", "model.joblib"), recursive=True)[0])

        def run(body):
            rows = pandas.DataFrame(json.loads(body)["rows"])[list(model.feature_names_in_)]
            return {"failure": [round(float(value), 6) for value in model.predict_proba(rows)[:, 1]]}
        """;

    [Fact]
    public async Task The_sample_pipeline_trains_a_model_and_an_endpoint_answers_with_it()
    {
        await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var client = new WorkspaceClients(served, outputs);

        // Train.
        var readings = Path.Combine(Repository.Root, "pipelines", "training", "data", "pump_readings.csv");
        var folder = await client.UploadAsync("readings", ("pump_readings.csv", await File.ReadAllTextAsync(readings)));
        var job = await client.TrainAsync("train-1", folder);
        Assert.True((string?)job["status"] == "Completed", job.ToJsonString());

        // What the commands show of it.
        var steps =
            (await mlops.RunAsync("local", "jobs", "dev", "train-1", "--json", "--store", mlops.Store)).ExitsWith(0).Json()
            .GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("name")} {step.GetProperty("status")}");
        Assert.Equal(["prepare Completed", "train Completed", "evaluate Completed", "register Completed", "image Completed"],
            steps);
        var log = (await mlops.RunAsync("local", "logs", "dev", "train-1/train", "--store", mlops.Store)).ExitsWith(0).Output;
        Assert.Contains("trained on", log, StringComparison.Ordinal);

        // Registered by the pipeline itself.
        var model = await client.GetAsync("models/pump-failures/versions/1");
        Assert.Contains("azureml", (string?)model["modelUri"], StringComparison.Ordinal);

        // Served.
        await client.DeployAsync(Script, $"{client.Workspace}/models/pump-failures/versions/1");
        var answer = await client.ScoreAsync(Rows(readings, 3));
        Assert.Equal(3, answer["failure"]!.AsArray().Count);
        Assert.All(answer["failure"]!.AsArray(), value => Assert.InRange((double)value!, 0, 1));
    }

    [Fact]
    public async Task The_JavaScript_clients_train_it_as_well()
    {
        await MachineLearningPython.RequireAsync();
        var program = Path.Combine(Repository.Root, "tests", "Programs", "AzureClients");
        Assert.SkipUnless(Directory.Exists(Path.Combine(program, "node_modules", "@azure", "arm-machinelearning")),
            "Microsoft's JavaScript clients are not installed: npm ci --ignore-scripts --prefix tests/Programs/AzureClients");
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");

        var job = await NodeScript.RunAsync(Path.Combine(program, "train.js"), new Dictionary<string, string>
        {
            ["NODE_EXTRA_CA_CERTS"] = served.CertificateFile,
            ["MLOPS_ADDRESS"] = served.Address.AbsoluteUri.TrimEnd('/'),
            ["MLOPS_READINGS"] = Path.Combine(Repository.Root, "pipelines", "training", "data", "pump_readings.csv"),
            ["MLOPS_TENANT"] = Text("tenantId"),
            ["MLOPS_SUBSCRIPTION"] = Text("subscriptionId"),
            ["MLOPS_GROUP"] = Text("resourceGroupName"),
            ["MLOPS_WORKSPACE"] = Text("workspaceName"),
            ["MLOPS_ACCOUNT"] = Text("storageAccountName"),
        });

        Assert.True((string?)job["status"] == "Completed", job.ToJsonString());
        Assert.Contains(job["logs"]!.AsArray(), log => ((string)log!).Contains("trained on", StringComparison.Ordinal));

        string Text(string name) => outputs.GetProperty(name).GetString()!;
    }

    // The first lines of the file, with their columns.
    private static JsonObject Rows(string file, int count)
    {
        var lines = File.ReadLines(file).Take(count + 1).Select(line => line.Split(',')).ToList();
        return new JsonObject
        {
            ["rows"] = new JsonArray([.. lines.Skip(1).Select(line => (JsonNode)new JsonObject(lines[0].Zip(line, (name, value) =>
                KeyValuePair.Create<string, JsonNode?>(name,
                    double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number)
                        ? number : null))))]),
        };
    }
}
