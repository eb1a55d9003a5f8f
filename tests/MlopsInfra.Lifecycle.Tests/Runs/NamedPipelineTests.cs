using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>
/// Pipelines that are run by the name of their component, and not because they stand behind the training endpoint.
/// </summary>
public sealed class NamedPipelineTests : IAsyncLifetime
{
    private TrainingScene _scene = null!;
    private LifecycleEnvironment _dev = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await TrainingScene.StartAsync();
        _dev = await _scene.AddStackAsync("dev");
        await RegisterAsync("1");
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Its_newest_version_runs_with_the_datastores_that_its_inputs_are_named_after()
    {
        await RegisterAsync("2");
        var plan = await PlanAsync(new TrainingRequest { Pipeline = "collect", Inputs = [new("days", "7")] });
        Assert.Equal(
        [
            "days=7", "inputs=azureml://datastores/scoring_inputs/paths/", "labels=azureml://datastores/labels/paths/",
            "predictions=azureml://datastores/predictions/paths/",
        ], Inputs(plan));
        Assert.Matches("^collect-dev-[0-9a-f]{12}$", plan.Job);
        Assert.Equal(("collect:2", "collect"), (plan.Pipeline.Code, plan.Experiment));
        Assert.Equal("job", Assert.Single(plan.Steps).Name);
    }

    [Fact]
    public async Task What_its_schedule_gives_is_given_by_hand_as_well()
    {
        await _scene.PutAsync($"{_dev.WorkspaceId}/schedules/daily", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["trigger"] = new JsonObject { ["triggerType"] = "Cron", ["expression"] = "0 5 * * *" },
                ["action"] = new JsonObject
                {
                    ["actionType"] = "CreateJob",
                    ["jobDefinition"] = new JsonObject
                    {
                        ["jobType"] = "Pipeline", ["componentId"] = $"{_dev.WorkspaceId}/components/collect/versions/1",
                        ["inputs"] = new JsonObject
                        {
                            ["days"] = Literal("30"), ["gone"] = Literal("1"),
                            ["labels"] = new JsonObject
                            {
                                ["jobInputType"] = "uri_folder", ["uri"] = "azureml://datastores/predictions/paths/labels",
                            },
                        },
                    },
                },
            },
        });
        Assert.Equal(["days=30", "labels=azureml://datastores/predictions/paths/labels"],
            Inputs(await PlanAsync(new TrainingRequest { Pipeline = "collect" })).Where(IsScheduled));
        Assert.Equal(["days=2", "labels=azureml://datastores/predictions/paths/labels"],
            Inputs(await PlanAsync(new TrainingRequest { Pipeline = "collect:1", Inputs = [new("days", "2")] }))
                .Where(IsScheduled));
    }

    [Fact]
    public async Task The_same_request_is_the_same_job_until_its_data_or_the_hour_changes()
    {
        var clock = new StandingClock();
        var request = new TrainingRequest { Pipeline = "collect", Time = clock };
        var first = (await PlanAsync(request)).Job;
        Assert.Equal(first, (await PlanAsync(request)).Job);

        await _scene.UploadAsync(_dev, "predictions", "2026/11/30/07/a.jsonl", "{}");
        var second = (await PlanAsync(request)).Job;
        Assert.NotEqual(first, second);

        clock.Now += TimeSpan.FromHours(1);
        Assert.NotEqual(second, (await PlanAsync(request)).Job);
        var until = request with { Inputs = [new("until", "2026-11-30T00:00:00Z")] };
        var past = (await PlanAsync(until)).Job;
        clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(past, (await PlanAsync(until)).Job);
    }

    [Theory]
    [InlineData("collct", "PipelineNotFound", "No component 'collct' is registered in dev. ")]
    [InlineData("collect:9", "PipelineNotFound", "No component 'collect:9' is registered in dev.")]
    public async Task A_name_that_there_is_not_is_refused_with_those_that_there_are(string name, string code, string message)
    {
        var refused = await Assert.ThrowsAsync<LifecycleException>(() => PlanAsync(new TrainingRequest { Pipeline = name }));
        Assert.Equal(code, refused.Code);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private static bool IsScheduled(string input) => input[0] is 'd' or 'l';

    private static IEnumerable<string> Inputs(TrainingPlan plan) =>
        plan.Inputs.Select(input => $"{input.Name}={input.Text}").Order(StringComparer.Ordinal);

    private static JsonObject Literal(string value) => new() { ["jobInputType"] = "literal", ["value"] = value };

    private Task<TrainingPlan> PlanAsync(TrainingRequest request) =>
        new TrainingRuns(_dev, _scene).PlanAsync(request, TestContext.Current.CancellationToken);

    private Task RegisterAsync(string version) =>
        _scene.PutAsync($"{_dev.WorkspaceId}/components/collect/versions/{version}", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["componentSpec"] = new JsonObject
                {
                    ["type"] = "pipeline", ["name"] = "collect", ["version"] = version,
                    ["inputs"] = new JsonObject
                    {
                        ["inputs"] = Port("uri_folder"), ["predictions"] = Port("uri_folder"),
                        ["labels"] = new JsonObject { ["type"] = "uri_folder", ["optional"] = "True" },
                        ["days"] = new JsonObject { ["type"] = "integer", ["default"] = "1" },
                        ["until"] = new JsonObject { ["type"] = "string", ["optional"] = "True" },
                    },
                    ["jobs"] = new JsonObject(),
                },
            },
        });

    private static JsonObject Port(string type) => new() { ["type"] = type };

    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 7, 30, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
