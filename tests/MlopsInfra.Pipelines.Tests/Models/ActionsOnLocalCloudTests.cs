using MlopsInfra.Pipelines.Tests.Commands;
using MlopsInfra.Pipelines.Tests.GitHub;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>
/// A workflow of the five actions in place of the retired ones, really run with <c>local: "true"</c>: in a clone and on its local
/// cloud.
/// </summary>
[Collection(CloneCollection.Name)]
public sealed class ActionsOnLocalCloudTests(SharedClone shared)
{
    [Fact]
    public async Task A_workspace_a_compute_a_run_a_model_and_a_service_come_of_them()
    {
        await TrainedPython.RequireAsync();
        var clone = await shared.GetAsync();
        clone.ForgetClouds();
        Parameters(clone, "workspace.json", """{"name": "mlw-mlops-dev", "create_workspace": true}""");
        Parameters(clone, "compute.json", """{"name": "cpu-cluster", "compute_type": "amlcluster"}""");
        Parameters(clone, "run.json", """{"experiment_name": "from-actions", "tags": {"owner": "team-a"}}""");
        Parameters(clone, "registermodel.json", """{"model_name": "pump-failures", "metrics_max": ["roc_auc"]}""");

        var workspace = await RunAsync(clone, "aml-workspace");
        var compute = await RunAsync(clone, "aml-compute");
        var run = await RunAsync(clone, "aml-run");
        var model = await RunAsync(clone, "aml-registermodel", ("run_id", run["run_id"]));
        var service = await RunAsync(clone, "aml-deploy",
            ("model_name", model["model_name"]), ("model_version", model["model_version"]));

        Assert.Equal("mlw-mlops-dev", workspace["workspace_name"]);
        Assert.True(File.Exists(Path.Combine(clone.Root, ".azureml", "aml_arm_config.json")));
        Assert.Equal("cpu-cluster", compute["compute_name"]);
        Assert.Equal(("from-actions", "register"), (run["experiment_name"], run["decision"]));
        Assert.Contains("roc_auc", run["run_metrics"], StringComparison.Ordinal);
        Assert.Contains("| roc_auc |", run["run_metrics_markdown"], StringComparison.Ordinal);
        Assert.StartsWith("https://ml.azure.com/runs/", run["run_url"], StringComparison.Ordinal);
        Assert.StartsWith("bep-", run["published_pipeline_endpoint"], StringComparison.Ordinal);
        // The pipeline has registered it itself: the same model is found.
        Assert.Equal((run["model_name"], run["model_version"], run["model_id"]),
            (model["model_name"], model["model_version"], model["model_id"]));
        Assert.True(Uri.IsWellFormedUriString(service["service_scoring_uri"], UriKind.Absolute));
        Assert.StartsWith("scoring@sha256:", service["package_location"], StringComparison.Ordinal);
    }

    private static void Parameters(Clone clone, string file, string json)
    {
        var folder = Directory.CreateDirectory(Path.Combine(clone.Root, ".cloud", ".azure")).FullName;
        File.WriteAllText(Path.Combine(folder, file), json);
    }

    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(
        Clone clone, string name, params (string Name, string Value)[] inputs)
    {
        var action = CompositeAction.Named(name);
        var outputs = Path.Combine(clone.Root, "outputs-of-the-step");
        await File.WriteAllTextAsync(outputs, "");
        var variables = new Dictionary<string, string>(CiVariables.GitHub(Path.Combine(clone.Root, "summary-of-the-run.md")))
        {
            ["GITHUB_OUTPUT"] = outputs,
        };
        var given = inputs.Append(("local", "true")).ToDictionary(input => input.Item1, input => input.Item2);
        foreach (var (variable, value) in action.Environment(given)) variables[variable] = value;

        var (exitCode, output, error) = await clone.RunAsync(action.Command.Text("run")!, variables);

        Assert.True(exitCode == 0, $"{name}\n{output}\n{error}");
        Assert.DoesNotContain("::warning::", output, StringComparison.Ordinal);
        return action.Outputs(StepOutputs.Read(outputs));
    }
}
