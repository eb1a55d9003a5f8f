namespace MlopsInfra.Components.Tests.Components;

/// <summary>New files in <c>batch-inputs</c> start batch scoring, with and without training on new data beside it.</summary>
public sealed class FileArrivalTests
{
    private const string Start = "definition.actions.isHandshake.else.actions.isNew.actions.start.inputs.body.properties";

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Files_start_the_pipeline_of_batch_scoring_over_the_one_topic_of_the_account(bool trains, int workflows)
    {
        var args = Args(new BatchScoringOptions { Prefix = "daily/" }, trains ? new DataArrivalOptions() : null);

        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", args, root));

        Assert.Single(mocks.All("eventgrid:SystemTopic"));
        Assert.Equal(workflows, mocks.All("logic:Workflow").Count);
        var subscription = mocks.All("eventgrid:SystemTopicEventSubscription")
            .Single(each => (string?)each.At("eventSubscriptionName") == "new-files");
        Assert.Equal("/blobServices/default/containers/batch-inputs/blobs/daily/", subscription.At("filter.subjectBeginsWith"));
        var workflow = mocks.All("logic:Workflow").Single(each => (string?)each.At("workflowName") == "logic-mlops-dev-files");
        Assert.NotNull(workflow.At($"{Start}.inputs.files"));
        Assert.Equal(("batch-scoring", "batch_inputs"),
            (workflow.At("parameters.experiment.value"), workflow.At("parameters.datastore.value")));
        Assert.Single(mocks.All("managedidentity:UserAssignedIdentity"),
            identity => ((string?)identity.At("resourceName"))!.EndsWith("-trigger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_fixed_times_all_files_are_given_to_the_pipeline()
    {
        var args = Args(new BatchScoringOptions { Schedule = "0 3 * * *" }, new DataArrivalOptions { Schedule = "0 5 * * 1" });

        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", args, root));

        Assert.Equal(["logic-mlops-dev-files", "logic-mlops-dev-files-schedule", "logic-mlops-dev-schedule",
            "logic-mlops-dev-trigger"], mocks.All("logic:Workflow").Select(each => (string)each.At("workflowName")!).Order());
    }

    [Fact]
    public void Wrong_settings_are_found() => Assert.Equal(
        ["BatchScoring.DeliveryAttempts", "BatchScoring.Prefix", "BatchScoring.Suffix", "BatchScoring.Schedule"],
        Args(new BatchScoringOptions { Prefix = "/x", Suffix = ".csv,", DeliveryAttempts = 0, Schedule = "never" }, null)
            .FindProblems().Select(problem => problem.Argument));

    private static MlopsEnvironmentArgs Args(BatchScoringOptions files, DataArrivalOptions? data) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        BatchScoring = files,
        DataArrival = data,
    };
}
