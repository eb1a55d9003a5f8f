using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Publishing to a local cloud, over HTTPS and with the Azure SDK's clients.</summary>
public sealed class PublishTests
{
    [Fact]
    public async Task The_sample_is_registered_deployed_and_made_the_default()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();

        var result = await azure.PublishAsync(pipeline);

        Assert.Equal(
            [
                "code code_with_additional_includes Create", "environment pump-training Create",
                "component prepare_pump_readings Create",
                "component train_pump_failures_model Create", "component evaluate_pump_failures_model Create",
                "component register_pump_failures_model Create", "code code_with_additional_includes Create",
                "component build_pump_failures_image Create", "pipeline train_pump_failures Create",
                "endpoint ep-mlops-dev Create",
                $"deployment {result.Deployment} Create",
            ],
            result.Assets.Select(asset => $"{asset.Kind.Word()} {asset.Name} {asset.Op}"));
        Assert.All(result.Assets.Where(asset => asset.Kind is not (PublishKind.Endpoint or PublishKind.Deployment)),
            asset => Assert.NotNull(azure.Find(PathOf(asset))));
        Assert.StartsWith("train-", result.Deployment, StringComparison.Ordinal);
        Assert.Equal(result.Deployment, azure.DefaultDeployment);
        Assert.Equal(new Uri("https://ep-mlops-dev.westeurope.inference.ml.azure.com/jobs"), result.ScoringUri);
        Assert.All(azure.Server.Requests.Records, record => Assert.Null(record.Error));
    }

    [Fact]
    public async Task A_second_run_reads_and_writes_nothing()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        var first = await azure.PublishAsync(pipeline);
        azure.Forget();

        var second = await azure.PublishAsync(pipeline);

        Assert.Empty(azure.Writes);
        Assert.All(second.Assets, asset => Assert.Equal(PublishOperation.Same, asset.Op));
        Assert.Equal((first.Deployment, first.ScoringUri), (second.Deployment, second.ScoringUri));
        Assert.InRange(azure.Server.Requests.Records.Count, 1, 11);
        Assert.All(azure.Events, happened => Assert.Equal(PublishStage.Unchanged, happened.Stage));
    }

    [Fact]
    public async Task A_plan_writes_nothing_and_says_what_is_missing()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();

        var plan = await azure.Publisher().PlanAsync(pipeline.Read());

        Assert.True(plan.HasChanges);
        Assert.All(plan.Assets, asset => Assert.Equal(PublishOperation.Create, asset.Op));
        Assert.Empty(azure.Writes);
        await azure.Publisher().ApplyAsync(plan);
        Assert.False((await azure.Publisher().PlanAsync(pipeline.Read())).HasChanges);
    }

    [Fact]
    public async Task Independent_registrations_run_side_by_side_and_dependents_wait_for_what_they_need()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();

        var result = await azure.PublishAsync(pipeline);

        var events = azure.Events.ToList();
        int At(PublishStage stage, PublishKind kind, string name) =>
            events.FindIndex(happened => happened.Stage == stage && happened.Kind == kind
                && $"{happened.Name}:{happened.Version}".StartsWith(name, StringComparison.Ordinal));
        // The first one is what all steps but the image's have.
        var code = result.Assets.First(asset => asset.Kind == PublishKind.Code);
        var steps = $"{code.Name}:{code.Version}";
        Assert.True(At(PublishStage.Started, PublishKind.Endpoint, "ep") < At(PublishStage.Done, PublishKind.Code, steps));
        Assert.True(At(PublishStage.Done, PublishKind.Code, steps) < At(PublishStage.Started, PublishKind.Component,
            "prepare"));
        Assert.True(At(PublishStage.Done, PublishKind.Environment, "pump") < At(PublishStage.Started, PublishKind.Component,
            "prepare"));
        Assert.True(At(PublishStage.Done, PublishKind.Component, "register") < At(PublishStage.Started, PublishKind.Pipeline,
            "train"));
        Assert.True(At(PublishStage.Done, PublishKind.Pipeline, "train") < At(PublishStage.Started, PublishKind.Deployment,
            "train"));
    }

    [Fact]
    public async Task Data_and_a_schedule_are_published_along()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        pipeline.Write("data.yml", """
            $schema: https://azuremlschemas.azureedge.net/latest/data.schema.json
            name: pump-readings
            version: 3
            type: uri_folder
            path: azureml://datastores/workspaceblobstore/paths/readings/
            """);
        pipeline.Write("schedule.yml", """
            $schema: https://azuremlschemas.azureedge.net/latest/schedule.schema.json
            name: nightly
            trigger: {type: cron, expression: "0 2 * * *", time_zone: UTC}
            create_job:
              type: pipeline
              component: azureml:train_pump_failures@latest
              experiment_name: nightly
              tags: {owner: ml}
              inputs:
                training_data: {type: uri_folder, path: "azureml:pump-readings:3"}
                max_iterations: 60
            """);

        var first = await azure.PublishAsync(pipeline);
        azure.Forget();
        var second = await azure.PublishAsync(pipeline);

        var data = Assert.Single(first.Assets, asset => asset.Kind == PublishKind.Data);
        var job = azure.Find("schedules/nightly")!["properties"]!["action"]!["jobDefinition"]!;
        Assert.Equal($"{azure.Outputs.WorkspaceId}/data/pump-readings/versions/{data.Version}",
            (string)job["inputs"]!["training_data"]!["uri"]!);
        Assert.Equal("60", (string)job["inputs"]!["max_iterations"]!["value"]!);
        Assert.Equal(("ml", $"pump-readings:{data.Version}"),
            ((string?)job["tags"]!["owner"], (string?)job["tags"]!["dataVersion"]));
        Assert.EndsWith(
            "/components/train_pump_failures/versions"
                + $"/{first.Assets.Single(asset => asset.Kind == PublishKind.Pipeline).Version}",
            (string)job["componentId"]!, StringComparison.Ordinal);
        Assert.Empty(azure.Writes);
        Assert.Equal(PublishOperation.Same, Assert.Single(second.Assets, asset => asset.Kind == PublishKind.Schedule).Op);
    }

    [Fact]
    public async Task What_the_workspace_does_not_have_is_reported_before_anything_is_written()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit("components/train.yml", "environment: file:../environment.yml", "environment: azureml:gpu-env@latest");

        var thrown = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(pipeline));

        Assert.Equal(
            "components/train.yml(17,14): 'azureml:gpu-env@latest' is neither described in this folder nor registered in the "
                + "workspace 'mlw-mlops-dev'",
            Assert.Single(thrown.Errors).ToString());
        Assert.Empty(azure.Writes);
    }

    [Fact]
    public async Task An_environment_that_is_registered_already_is_taken_in_its_latest_version()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var sample = TempPipeline.OfSample();
        var known = (await azure.PublishAsync(sample)).Assets.Single(asset => asset.Kind == PublishKind.Environment);
        using var pipeline = TempPipeline.OfSample();
        foreach (var step in (string[])["prepare", "train", "evaluate", "register", "image"])
        {
            pipeline.Edit($"components/{step}.yml", "environment: file:../environment.yml",
                "environment: azureml:pump-training@latest");
        }

        pipeline.Delete("environment.yml");
        var result = await azure.PublishAsync(pipeline);

        var component = result.Assets.First(asset => asset.Kind == PublishKind.Component);
        Assert.Equal(
            $"azureml:{azure.Outputs.WorkspaceId}/environments/pump-training/versions/{known.Version}",
            (string)azure.Find(PathOf(component))!["properties"]!["componentSpec"]!["environment"]!);
    }

    internal static string PathOf(PublishedAsset asset) => asset.Kind switch
    {
        PublishKind.Code => $"codes/{asset.Name}/versions/{asset.Version}",
        PublishKind.Environment => $"environments/{asset.Name}/versions/{asset.Version}",
        PublishKind.Component or PublishKind.Pipeline => $"components/{asset.Name}/versions/{asset.Version}",
        PublishKind.Data => $"data/{asset.Name}/versions/{asset.Version}",
        _ => throw new ArgumentOutOfRangeException(nameof(asset), asset.Kind, null),
    };
}
