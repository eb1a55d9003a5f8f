using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.TrainingSteps;

/// <summary>How the register step makes files a version of a model, and what it knows of where they come from.</summary>
public sealed class RegistrationTests
{
    private const string Register = """
        import os, pathlib, registration
        from mlops import tags, workspace
        folder = pathlib.Path("made")
        folder.mkdir()
        (folder / "model.joblib").write_text(os.environ["AZUREML_RUN_ID"])
        job = "JOB" or os.environ["AZUREML_ROOT_RUN_ID"]
        print(registration.register(workspace.current_workspace(), folder, "pumps", {tags.JOB: job, tags.REASON: "it is better"}))
        """;

    [Fact]
    public async Task A_job_gets_the_next_version_once()
    {
        await using var scene = await StepScene.StartAsync();

        Assert.Equal("1", await scene.PythonAsync(Of("")));
        Assert.Equal("2", await scene.PythonAsync(Of("")));
        // As if the step were run again after it was cut off.
        Assert.Equal("1", await scene.PythonAsync(Of("train-1")));
        await scene.ModelAsync("candidate");
        Assert.Equal("3", await scene.PythonAsync(Of("")));

        var model = await scene.Rest.PropertiesAsync($"{RestCloud.Workspace}/models/pumps/versions/2");
        var step = (string)model["jobName"]!;
        Assert.EndsWith($"/datastores/workspaceartifactstore/paths/ExperimentRun/dcid.{step}/model", (string?)model["modelUri"],
            StringComparison.Ordinal);
        Assert.Equal(("custom_model", "Registered by the job train-2: it is better."),
            ((string?)model["modelType"], (string?)model["description"]));
        Assert.Equal(step, (await scene.Rest.Blobs().GetBlobContainerClient("azureml")
            .GetBlobClient($"ExperimentRun/dcid.{step}/model/model.joblib").DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Jobs_that_register_at_the_same_time_get_versions_of_their_own()
    {
        await using var scene = await StepScene.StartAsync();
        string[] names = ["first", "second", "third", "fourth"];

        var ended = await Task.WhenAll(names.Select(name =>
            scene.RunAsync(name, "python lines.py", [("lines.py", Of(""))])));

        Assert.All(ended, job => Assert.True((string?)job.Job["status"] == "Completed", job.Log));
        Assert.Equal(["1", "2", "3", "4"], ended.Select(job => job.Log.Trim().Split('\n')[^1]).Order());
        foreach (var (name, job) in names.Zip(ended))
            Assert.Equal(name, (string?)(await scene.TagsAsync(job.Log.Trim().Split('\n')[^1]))["mlops.job"]);
    }

    [Fact]
    public async Task A_version_whose_answer_was_lost_is_not_registered_twice()
    {
        await using var scene = await StepScene.StartAsync();
        scene.Rest.Server.Options.Faults.Add(Fault.LoseAnswer(request => request.Method == "PUT"
            && request.Path.Contains("/models/pumps/versions/", StringComparison.Ordinal), times: 1));

        Assert.Equal("1", await scene.PythonAsync(Of("")));
        Assert.Equal("2", await scene.PythonAsync(Of("")));
    }

    [Theory]
    [InlineData("""{"uri":"https://stmlops.blob.core.windows.net/training/data?sv=1&sig=secret"}""", "{}",
        "sha256:1", "https://stmlops.blob.core.windows.net/training/data")]
    [InlineData("""{"uri":"azureml://datastores/landing/paths/day/"}""", """{"dataVersion":"0x8D","dataPath":"landing/day"}""",
        "0x8D", "landing/day")]
    [InlineData("""{"uri":"azureml:readings:3"}""", "{}", "readings:3", "azureml://datastores/workspaceblobstore/paths/r")]
    public async Task A_model_says_which_data_its_job_had(string input, string known, string version, string path)
    {
        await using var scene = await StepScene.StartAsync();
        await scene.Rest.PutAsync($"{RestCloud.Workspace}/data/readings/versions/3",
            new { dataType = "uri_folder", dataUri = "azureml://datastores/workspaceblobstore/paths/r" });

        var found = await scene.PythonAsync($"""
            import json, lineage
            from mlops import workspace
            print(json.dumps(lineage.data_of(workspace.current_workspace(), json.loads('{known}'), json.loads('{input}'), "sha256:1")))
            """);

        Assert.Equal([version, path], JsonNode.Parse(found)!.AsArray().Select(each => (string?)each));
    }

    // The job that the version is said to be of; empty for the one that runs.
    private static string Of(string job) => Register.Replace("\"JOB\"", $"\"{job}\"", StringComparison.Ordinal);
}
