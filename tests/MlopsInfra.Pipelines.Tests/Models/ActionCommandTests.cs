namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>What the actions in place of the retired ones ask of <c>mlops</c> and <c>pulumi</c>, and what they refuse.</summary>
public sealed class ActionCommandTests : IDisposable
{
    private readonly ActionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("aml-workspace")]
    [InlineData("aml-compute")]
    [InlineData("aml-run")]
    [InlineData("aml-registermodel")]
    public async Task A_password_is_refused_with_the_way_without_one(string action)
    {
        var (exitCode, output, _) = await _folder.RunAsync(action, ("azure_credentials", "{\"clientSecret\": \"hush\"}"));

        Assert.Equal(2, exitCode);
        Assert.StartsWith("::error::azure_credentials is refused", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", output, StringComparison.Ordinal);
        Assert.Empty(_folder.Calls);
    }

    [Fact]
    public async Task Without_a_sign_in_nothing_is_tried()
    {
        _folder.Program("az", "exit 1");

        var (exitCode, output, _) = await _folder.RunAsync("aml-run");

        Assert.Equal((2, "::error::nobody is signed in to Azure: azure/login comes before this step (docs/coming-from.md).\n"),
            (exitCode, output));
        Assert.Equal(["az account show"], _folder.Calls);
    }

    [Fact]
    public async Task A_workspace_is_looked_up_and_names_of_the_file_are_not_the_stack_s()
    {
        _folder.Program("pulumi", $"echo '{ActionFolder.Outputs}'");
        _folder.Parameters("workspace.json",
            """{"name": "old", "resource_group": "rg", "sku": "basic", "hbi_workspace": true}""");

        var (exitCode, output, outputs) = await _folder.RunAsync("aml-workspace");

        Assert.Equal(0, exitCode);
        Assert.Contains("::warning::.cloud/.azure/workspace.json: not used here: hbi_workspace, sku.", output,
            StringComparison.Ordinal);
        Assert.Contains("name is 'old'; the workspace of stack dev is 'mlw'", output, StringComparison.Ordinal);
        Assert.Equal(["az account show", "pulumi stack output --json --stack dev"], _folder.Calls);
        Assert.Equal(new Dictionary<string, string>
        {
            ["workspace_name"] = "mlw", ["workspace_id"] = "/w", ["resource_group"] = "rg", ["subscription_id"] = "s",
        }, outputs);
        Assert.Equal("""{"subscription_id":"s","resource_group":"rg","workspace_name":"mlw"}""",
            System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(_folder.At(".azureml/aml_arm_config.json")))!
                .ToJsonString());
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_deployed_only_where_the_file_says_so()
    {
        // There once it was deployed.
        _folder.Program("pulumi", $"[[ $1 != up ]] || touch up\n[[ ! -e up ]] || echo '{ActionFolder.Outputs}'\n[[ -e up ]]");
        foreach (var name in (string[])["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID", "PULUMI_BACKEND_URL"])
            _folder.Variables[name] = "x";

        var refused = await _folder.RunAsync("aml-workspace");
        _folder.Parameters("workspace.json", """{"create_workspace": true}""");
        _folder.Program("pulumi",
            $"[[ $1 != up ]] || touch up\nif [[ $1 == version || -e up ]]; then echo '{ActionFolder.Outputs}'; else exit 1; fi");
        var created = await _folder.RunAsync("aml-workspace");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("stack dev is not deployed, and .cloud/.azure/workspace.json does not say create_workspace: true",
            refused.Output, StringComparison.Ordinal);
        Assert.Equal(0, created.ExitCode);
        Assert.Contains("pulumi up --stack dev --yes --non-interactive --color never", _folder.Calls);
        Assert.Equal("mlw", created.Outputs["workspace_name"]);
    }

    [Theory]
    [InlineData("""{"name": "cpu-cluster"}""", 0, "Compute cpu-cluster")]
    [InlineData("""{"name": "gpu", "compute_type": "amlcluster", "vm_size": "A"}""", 0, "name is 'gpu'; the compute of")]
    [InlineData("""{"compute_type": "akscluster"}""", 2, "stack dev has no cluster for scoring: productionScoring")]
    [InlineData("""{"compute_type": "databricks"}""", 2, "none of amlcluster and akscluster")]
    [InlineData("[]", 2, "is no JSON object: no object")]
    [InlineData("{", 2, "is no JSON object")]
    public async Task Compute_is_the_stack_s(string parameters, int expected, string message)
    {
        _folder.Program("pulumi", $"echo '{ActionFolder.Outputs}'");
        _folder.Parameters("compute.json", parameters);

        var (exitCode, output, outputs) = await _folder.RunAsync("aml-compute");

        Assert.Equal(expected, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Equal(expected == 0 ? "cpu-cluster" : null, outputs.GetValueOrDefault("compute_name"));
    }

    [Fact]
    public async Task A_file_that_is_named_has_to_be_there()
    {
        var (exitCode, output, _) = await _folder.RunAsync("aml-run", ("parameters_file", "mine.json"));

        Assert.Equal((2, "::error::there is no .cloud/.azure/mine.json\n"), (exitCode, output));
    }

    [Fact]
    public async Task A_run_is_published_and_started_with_the_file_s_tags()
    {
        _folder.Variables["PULUMI_BACKEND_URL"] = "azblob://state";
        _folder.Parameters("run.json", """
            {
              "experiment_name": "nightly", "tags": {"owner": "team a", "why": "x=y"}, "wait_for_completion": false,
              "runconfig_yaml_file": "a.yml"
            }
            """);
        _folder.Program("dotnet", """
            [[ $* != *" publish "* ]] || echo '{"published": {"endpoint": "bep", "deployment": "train-1"}}'
            [[ $* != *" run dev "* ]] || echo "run_id=train-7" >>"$GITHUB_OUTPUT"
            """);

        var (exitCode, output, outputs) = await _folder.RunAsync("aml-run", ("data", "readings.csv"));

        Assert.Equal(0, exitCode);
        Assert.Contains("not used here: runconfig_yaml_file.", output, StringComparison.Ordinal);
        Assert.Equal(
        [
            "az account show", "mlops publish dev --json",
            "mlops run dev --data readings.csv --experiment nightly --tag owner=team a --tag why=x=y --no-wait",
        ], _folder.Calls);
        Assert.Equal(new Dictionary<string, string>
        {
            ["run_id"] = "train-7", ["published_pipeline_id"] = "train-1", ["published_pipeline_endpoint"] = "bep",
        }, outputs);
    }

    [Theory]
    [InlineData("""
        {
          "model_name": "pumps", "metrics_max": ["auc", "f1"], "metrics_min": ["loss"], "tags": {"a": "1"},
          "properties": {"b": "2"}
        }
        """,
        "--name pumps --job train-7 --output model --metric-max auc --metric-max f1 --metric-min loss --tag a=1 --property b=2")]
    [InlineData("""{"model_tags": {"a": "1"}, "model_description": "of pumps", "force_registration": true}""",
        "--name mlops_main --job train-7 --output model --force --tag a=1 --description of pumps")]
    public async Task A_model_is_registered_with_what_the_file_says(string parameters, string words)
    {
        _folder.Variables["GITHUB_REF_NAME"] = "main";
        _folder.Parameters("registermodel.json", parameters);

        var (exitCode, _, _) = await _folder.RunAsync("aml-registermodel", ("run_id", "train-7"));

        Assert.Equal(0, exitCode);
        Assert.Equal($"mlops model register dev {words}", _folder.Calls[^1]);
    }

    [Fact]
    public async Task Without_a_run_the_model_is_a_file_of_the_repository()
    {
        var refused = await _folder.RunAsync("aml-registermodel");
        _folder.Parameters("registermodel.json", """{"model_name": "pumps", "model_file_name": "models/pumps.pkl"}""");

        await _folder.RunAsync("aml-registermodel", ("local", "true"));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("where is the model?", refused.Output, StringComparison.Ordinal);
        Assert.Equal("mlops model register dev --name pumps --path models/pumps.pkl --local", _folder.Calls[^1]);
    }

    [Theory]
    [InlineData("", "mlops release dev --model pumps:3")]
    [InlineData("qa", "mlops release dev --model pumps:3 --from qa")]
    public async Task A_model_is_released_by_name_and_version(string from, string words)
    {
        _folder.Parameters("deploy.json", """{"deployment_compute_target": "aks", "cpu_cores": 1}""");

        var (exitCode, output, _) = await _folder.RunAsync("aml-deploy",
            ("model_name", "pumps"), ("model_version", "3"), ("from", from));

        Assert.Equal(0, exitCode);
        Assert.Contains("not used here: cpu_cores, deployment_compute_target.", output, StringComparison.Ordinal);
        Assert.Equal(words, _folder.Calls[^1]);
    }
}
