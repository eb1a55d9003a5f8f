using MlopsInfra.Components;

namespace MlopsInfra.Pipelines.Tests.AzureDevOps;

/// <summary>
/// What a linter would say if there were one for Azure Pipelines, and what scanners look for (checkov CKV_AZUREPIPELINES_*).
/// </summary>
public sealed class PipelineTests
{
    [Fact]
    public void Every_template_exists_and_gets_the_parameters_it_declares() =>
        Assert.All(Pipeline.Files, file => Assert.NotEmpty(TemplateExpander.Expand(file).Children));

    [Fact]
    public void Every_template_is_used()
    {
        var files = Repository.YamlFiles("pipelines/azure-devops");
        var used = files.SelectMany(file => Yaml.Load(file).Mappings()).Select(node => node.Text("template")).OfType<string>()
            .Select(Path.GetFileName).ToHashSet();

        Assert.All(files.Except(Pipeline.Files), template => Assert.Contains(Path.GetFileName(template), used));
    }

    [Fact]
    public void Every_stage_depends_on_stages_that_exist()
    {
        foreach (var pipeline in Pipeline.All)
        {
            var stages = pipeline.Stages.Select(stage => stage.Text("stage")!).ToList();
            Assert.Equal(stages.Distinct(), stages);
            Assert.All(pipeline.Stages.Select(stage => stage.Text("dependsOn")).OfType<string>(),
                name => Assert.Contains(name, stages));
        }
    }

    [Theory]
    [InlineData("infrastructure.yml")]
    [InlineData("training.yml")]
    public void Environments_follow_each_other_after_a_rehearsal(string file)
    {
        var pipeline = Pipeline.Named(file);
        string[] order = ["rehearse", .. Names.Environments];

        Assert.Equal(order, pipeline.Stages.Select(stage => stage.Text("stage")));
        Assert.All(order.Zip(order.Skip(1)),
            pair => Assert.Equal(pair.First,
                pipeline.Stages.Single(stage => stage.Text("stage") == pair.Second).Text("dependsOn")));
        Assert.Equal(Names.Environments, pipeline.Jobs.Select(job => job.Text("environment")).OfType<string>().Distinct());
    }

    [Fact]
    public void There_is_a_build_definition_for_every_file() =>
    Assert.Equal(Pipeline.Files, PipelineFile.All.Select(file => file.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void A_pipeline_uses_what_the_set_up_lets_it_use_and_no_more()
    {
        foreach (var file in PipelineFile.All)
        {
            var pipeline = Pipeline.Named($"{file.Name}.yml");
            var uses = Uses(pipeline).ToHashSet();

            string[] deploys = [.. Reached(pipeline).SelectMany(environment => (string[])
            [
                .. file.SignsInToDeploy || file.SignsInToPublish || file.SignsInToRelease
                    ? (string[])[$"group {PipelineNames.VariableGroup(environment)}",
                        $"group {PipelineNames.SecretVariableGroup(environment)}"]
                    : [],
                .. file.SignsInToDeploy ? (string[])[$"connection {PipelineNames.ServiceConnection(environment)}"] : [],
                .. file.SignsInToPublish
                    ? (string[])[$"connection {PipelineNames.PublishServiceConnection(environment)}",
                        $"environment {environment}"] : [],
                .. file.SignsInToRelease
                    ? (string[])[$"connection {PipelineNames.ReleaseServiceConnection(environment)}"] : [],
                // Training deploys nothing: it takes no environment's lock.
                .. file.SignsInToRelease && environment != Names.Environments[0] ? (string[])[$"environment {environment}"] : [],
                .. file.SignsInToPublish && ClosedEnvironments.Has(environment)
                    ? (string[])[$"pool {PipelineNames.AgentPool(environment)}"] : [],
            ])];
            Assert.Equal(deploys.Order(), uses.Order());
        }
    }

    [Fact]
    public void A_job_signs_in_to_its_own_environment()
    {
        foreach (var pipeline in Pipeline.All)
        {
            foreach (var (job,
                step) in pipeline.Steps.Where(step => step.Step.Get("inputs")?.Text("azureSubscription") is not null))
            {
                // What deploys nothing has no environment, but is about the stack of one.
                var environment = job.Text("environment") ?? job.List("variables").Concat(pipeline.Root.List("variables"))
                    .Single(variable => variable.Text("name") == "MLOPS_STACK").Text("value")!;
                string[] own =
                    [PipelineNames.ServiceConnection(environment), PipelineNames.PublishServiceConnection(environment),
                        PipelineNames.ReleaseServiceConnection(environment)];
                Assert.Contains(step.Get("inputs")!.Text("azureSubscription"), own);
                Assert.Contains(job.List("variables").Concat(pipeline.Root.List("variables")),
                    variable => variable.Text("group") == PipelineNames.VariableGroup(environment));
            }
        }
    }

    [Fact]
    public void Only_publishing_signs_in_as_the_identity_that_publishes() => Assert.All(
        Pipeline.All.SelectMany(pipeline => pipeline.Steps).Select(step => step.Step)
            .Where(step => step.Get("inputs")?.Text("azureSubscription") is not null),
        step => Assert.Equal(
            Pipeline.Command(step)!.Contains("publish \"$MLOPS_STACK\"", StringComparison.Ordinal),
            step.Get("inputs")!.Text("azureSubscription")!.EndsWith("-publish", StringComparison.Ordinal)));

    [Fact]
    public void Only_what_is_about_models_signs_in_as_the_identity_that_releases() => Assert.All(
        Pipeline.All.SelectMany(pipeline => pipeline.Steps).Select(step => step.Step)
            .Where(step => step.Get("inputs")?.Text("azureSubscription") is not null),
        step => Assert.Equal(
            Pipeline.Command(step)!.Contains("build/ci/model.sh ", StringComparison.Ordinal),
            step.Get("inputs")!.Text("azureSubscription")!.EndsWith("-release", StringComparison.Ordinal)));

    [Fact]
    public void A_sign_in_outlives_a_long_deployment() => Assert.All(
        Pipeline.All.SelectMany(pipeline => pipeline.Steps).Select(step => step.Step)
            .Where(step => step.Get("inputs")?.Text("inlineScript") is { } script
                && (script.Contains("pulumi.sh", StringComparison.Ordinal)
                    || script.Contains("model.sh", StringComparison.Ordinal))),
        step =>
        {
            Assert.Equal("true", step.Get("inputs")!.Text("keepAzSessionActive"));
            // A token handed on ends within minutes.
            Assert.Null(step.Get("inputs")!.Text("addSpnToEnvironment"));
        });

    [Fact]
    public void Secrets_are_read_under_the_names_that_they_have_in_a_variable_group()
    {
        var read = Pipeline.All.SelectMany(pipeline => pipeline.Steps).SelectMany(step => step.Step.Map("env").Values)
            .Select(value => value.ToString())
            .Where(value => value.StartsWith("$(", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(PipelineNames.Secrets.Select(secret => $"$({PipelineNames.SecretVariable(secret)})").Order(), read.Order());
    }

    [Fact]
    public void Releases_go_to_the_feed_of_the_project()
    {
        var push = Assert.Single(Pipeline.Named("release.yml").Steps,
            step => step.Step.Get("inputs")?.Text("publishVstsFeed") is not null);
        Assert.Equal($"$(System.TeamProject)/{PipelineNames.Feed}", push.Step.Get("inputs")!.Text("publishVstsFeed"));
    }

    [Fact]
    public void The_preview_for_forks_reaches_no_connection_group_environment_or_secret()
    {
        var preview = Pipeline.Named("preview.yml");

        Assert.NotEmpty(preview.Steps);
        Assert.DoesNotContain(preview.Root.Mappings(),
            node => node.Text("group") is not null || node.Text("environment") is not null
                || node.Text("azureSubscription") is not null);
        Assert.DoesNotContain("System.AccessToken", preview.Root.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Only_the_preview_for_forks_and_the_build_start_on_GitHub_pull_requests() => Assert.All(
        Pipeline.All, pipeline => Assert.Equal(
            Path.GetFileName(pipeline.Path) is "ci.yml" or "preview.yml", pipeline.Root.Text("pr") != "none"));

    [Fact]
    public void A_release_is_built_from_nothing_against_the_official_packages()
    {
        var release = Pipeline.Named("release.yml");

        Assert.Equal("nuget",
            release.Root.List("variables").Single(variable => variable.Text("name") == "PulumiSdk").Text("value"));
        Assert.DoesNotContain(release.Steps,
            step => step.Step.Text("task")?.StartsWith("Cache@", StringComparison.Ordinal) == true);
    }

    /// <summary>The environments that a pipeline deploys to; the preview of dev names none.</summary>
    private static IReadOnlyList<string> Reached(Pipeline pipeline) =>
        pipeline.Jobs.Any(job => job.Text("environment") is not null) ? Names.Environments : ["dev"];

    private static IEnumerable<string> Uses(Pipeline pipeline) =>
        pipeline.Root.Mappings().SelectMany(node => ((string?, string)[])
        [
            (node.Text("group"), "group"), (node.Text("environment"), "environment"),
            (node.Get("inputs")?.Text("azureSubscription"), "connection"),
            (node.Get("pool")?.Text("name"), "pool"),
        ])
        .Where(use => use.Item1 is not null).Select(use => $"{use.Item2} {use.Item1}");
}
