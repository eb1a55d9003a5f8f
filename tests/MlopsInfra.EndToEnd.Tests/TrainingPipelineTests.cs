using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// The gate of the published pipeline: what is better than the champion is registered with all that leads back to it, and gets
/// its image; what is not is not, and the job says why.
/// </summary>
public sealed partial class TrainingPipelineTests
{
    private const string Idle = "def init(): pass\ndef run(body): return {}\n";

    [Fact]
    public async Task A_better_model_gets_a_version_and_an_image_and_any_other_one_is_kept_out()
    {
        await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var client = new WorkspaceClients(served, outputs);
        var readings = Path.Combine(Repository.Root, "pipelines", "training", "data", "pump_readings.csv");
        var data = await client.UploadAsync("readings", ("pump_readings.csv", await File.ReadAllTextAsync(readings)));

        // The first one: there is no champion yet.
        var first = await TrainAsync("train-1", new Dictionary<string, string>
            { ["mlops.commit"] = "93a380f", ["mlops.repository"] = "https://example.org/pumps" });
        Assert.Equal(("register", "pump-failures:1", "roc_auc", null), (Tag(first, "mlops.decision"), Tag(first, "mlops.model"),
            Tag(first, "mlops.metric"), Tag(first, "mlops.champion")));
        Assert.Matches(Digest(), Tag(first, "mlops.image"));
        Assert.StartsWith("sha256:", Tag(first, "dataVersion"), StringComparison.Ordinal);
        Assert.Equal(data.TrimEnd('/'), Tag(first, "dataPath")!.TrimEnd('/'));
        var model = await client.GetAsync("models/pump-failures/versions/1");
        Assert.Equal("custom_model", (string?)model["modelType"]);
        var component = ((string)first["componentId"]!).Split('/');
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["mlops.job"] = "train-1", ["mlops.data"] = Tag(first, "mlops.data"),
                ["mlops.versionId"] = Tag(first, "mlops.versionId"), ["mlops.dataVersion"] = Tag(first, "dataVersion"),
                ["mlops.dataPath"] = Tag(first, "dataPath"), ["mlops.codeVersion"] = $"{component[^3]}:{component[^1]}",
                ["mlops.commit"] = "93a380f", ["mlops.repository"] = "https://example.org/pumps", ["mlops.decision"] = "register",
                ["mlops.reason"] = Tag(first, "mlops.reason"), ["mlops.metric"] = "roc_auc",
                ["mlops.image"] = Tag(first, "mlops.image"), ["mlops.imageTag"] = Tag(first, "mlops.imageTag"),
            }.OrderBy(tag => tag.Key, StringComparer.Ordinal),
            model["tags"]!.AsObject().Where(tag => !tag.Key.StartsWith("mlops.metric.", StringComparison.Ordinal))
                .ToDictionary(tag => tag.Key, tag => (string?)tag.Value).OrderBy(tag => tag.Key, StringComparer.Ordinal));
        Assert.Equal(Tag(first, "mlops.metric.roc_auc"), (string?)model["tags"]!["mlops.metric.roc_auc"]);

        // The same readings make the same model, which is no better.
        var again = await TrainAsync("train-2");
        Assert.Equal(("keep", "pump-failures:1", null, null), (Tag(again, "mlops.decision"), Tag(again, "mlops.champion"),
            Tag(again, "mlops.model"), Tag(again, "mlops.image")));
        Assert.Matches("^roc_auc 0\\.[0-9]{4} is not better than the champion's 0\\.[0-9]{4} on the same [0-9]+ rows$",
            Tag(again, "mlops.reason"));

        // A bad one.
        var bad = await TrainAsync("train-3", values: [("max_iterations", "1"), ("learning_rate", "0.000001")]);
        Assert.Equal("keep", Tag(bad, "mlops.decision"));
        Assert.Equal(["1"], await client.NamesAsync("models/pump-failures/versions"));

        // What production runs is the champion, and not what was approved after it.
        await client.PutAsync("models/pump-failures/versions/2", new
        {
            modelUri = "azureml://datastores/workspaceblobstore/paths/other",
            tags = new Dictionary<string, string> { ["mlops.decision"] = "register", ["mlops.metric.roc_auc"] = "0.1" },
        });
        var approved = await TrainAsync("train-4", values: ("minimum", "0.99"));
        Assert.Equal(("keep", "pump-failures:2"), (Tag(approved, "mlops.decision"), Tag(approved, "mlops.champion")));
        await client.DeployAsync(Idle, $"{client.Workspace}/models/pump-failures/versions/1", ("mlops.model", "pump-failures:1"));
        var deployed = await TrainAsync("train-5");
        Assert.Equal(("keep", "pump-failures:1"), (Tag(deployed, "mlops.decision"), Tag(deployed, "mlops.champion")));
        Assert.Equal(["1", "2"], await client.NamesAsync("models/pump-failures/versions"));

        async Task<JsonNode> TrainAsync(string name, object? tags = null, params (string Name, string Value)[] values)
        {
            var job = await client.TrainAsync(name, data, tags, values);
            Assert.True((string?)job["status"] == "Completed", job.ToJsonString());
            return job;
        }
    }

    private static string? Tag(JsonNode job, string name) => (string?)job["tags"]![name];

    [GeneratedRegex("^scoring@sha256:[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
