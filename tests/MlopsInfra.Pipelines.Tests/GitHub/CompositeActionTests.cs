using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.GitHub;

/// <summary>What GitHub, and the workflows' rules, ask of actions that are made of steps.</summary>
public sealed class CompositeActionTests
{
    [Fact]
    public void Each_of_the_retired_actions_has_one_in_its_place() => Assert.Equal(
        ["aml-compute", "aml-deploy", "aml-registermodel", "aml-run", "aml-workspace"],
        CompositeAction.OfModels.Select(action => action.Name).Order());

    [Theory]
    [InlineData("aml-workspace")]
    [InlineData("aml-compute")]
    [InlineData("aml-run", "experiment_name", "run_id", "run_url", "run_metrics", "run_metrics_markdown", "published_pipeline_id",
        "published_pipeline_endpoint")]
    [InlineData("aml-registermodel", "model_name", "model_version", "model_id")]
    [InlineData("aml-deploy", "service_scoring_uri", "service_swagger_uri", "package_location")]
    public void It_gives_what_the_retired_one_gave_under_the_same_names(string name, params string[] outputs) =>
        Assert.Subset(CompositeAction.Named(name).Root.Map("outputs").Keys.ToHashSet(), outputs.ToHashSet());

    [Theory]
    [InlineData("aml-workspace", "azure_credentials", "parameters_file")]
    [InlineData("aml-compute", "azure_credentials", "parameters_file")]
    [InlineData("aml-run", "azure_credentials", "parameters_file")]
    [InlineData("aml-registermodel", "azure_credentials", "parameters_file", "run_id", "experiment_name")]
    [InlineData("aml-deploy", "azure_credentials", "parameters_file", "model_name", "model_version")]
    public void It_takes_what_the_retired_one_took_under_the_same_names(string name, params string[] inputs) =>
        Assert.Subset(CompositeAction.Named(name).Root.Map("inputs").Keys.ToHashSet(), inputs.ToHashSet());

    [Fact]
    public void Every_input_has_a_description_and_is_optional_or_has_no_default() => Assert.All(
        CompositeAction.All.SelectMany(action => action.Root.Map("inputs").Select(input => (action, input))), each =>
        {
            Assert.NotNull(each.input.Value.Text("description"));
            Assert.Equal(each.input.Value.Text("required") == "false", each.input.Value.Get("default") is not null);
        });

    [Fact]
    public void Commands_say_their_shell_and_nothing_is_pasted_into_them() => Assert.All(
        CompositeAction.All.SelectMany(action => action.Steps).Where(step => step.Text("run") is not null), step =>
        {
            Assert.Equal("bash", step.Text("shell"));
            Assert.DoesNotContain("${{", step.Text("run")!, StringComparison.Ordinal);
        });

    [Fact]
    public void Dependabot_keeps_what_they_use_current()
    {
        var folders = Yaml.Load(".github/dependabot.yml").List("updates")
            .Single(update => update.Text("package-ecosystem") == "github-actions").List("directories")
            .Select(folder => folder.ToString());

        Assert.All(CompositeAction.All, action => Assert.Contains($"/{Path.GetDirectoryName(action.Path)}", folders));
    }

    [Fact]
    public void No_password_gets_as_far_as_a_command()
    {
        Assert.All(CompositeAction.OfModels, action => Assert.DoesNotContain("password",
            action.Environment(new Dictionary<string, string>
            {
                ["azure_credentials"] = "password", ["model_name"] = "m", ["model_version"] = "1",
            }.Where(input => action.Root.Map("inputs").ContainsKey(input.Key)).ToDictionary()).Values));
        Assert.All(CompositeAction.OfModels,
            action => Assert.DoesNotContain("acr_password", action.Root.Map("outputs").Keys));
    }

    [Fact]
    public void What_it_is_set_up_with_is_what_workflows_are_set_up_with()
    {
        Assert.All(CompositeAction.OfModels, action =>
        {
            Assert.Equal("./.github/actions/setup", action.Steps[0].Text("uses"));
            var pulumi = action.Steps[1];
            Assert.Equal("inputs.local != 'true'", pulumi.Text("if"));
            var workflows = Workflow.Named("stage.yml").Steps.Single(step => step.Step.Text("uses") == pulumi.Text("uses"));
            Assert.Equal(workflows.Step.Get("with")!.Map().Select(Told), pulumi.Get("with")!.Map().Select(Told));
        });

        static string Told(KeyValuePair<string, YamlNode> pair) => $"{pair.Key}={pair.Value}";
    }
}
