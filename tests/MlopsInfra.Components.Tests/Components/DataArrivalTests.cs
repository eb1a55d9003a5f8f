using System.Text.Json;

namespace MlopsInfra.Components.Tests.Components;

public sealed class DataArrivalTests
{
    private const string Topic =
        $"/subscriptions/{AzureMocks.SubscriptionId}/resourceGroups/rg-security/providers/Microsoft.EventGrid/systemTopics/scans";

    private const string New = "definition.actions.isHandshake.else.actions.isNew.actions";

    private static MlopsEnvironmentArgs Args(DataArrivalOptions options, PrivateNetworkOptions? network = null) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Registry = new RegistryOptions { Sku = RegistrySku.Premium },
        DataArrival = options,
        PrivateNetwork = network,
    };

    [Fact]
    public async Task A_new_blob_of_the_chosen_name_reaches_the_workflow_and_what_can_not_be_delivered_is_kept()
    {
        var options = new DataArrivalOptions { Prefix = "incoming/", Suffix = "_SUCCESS" };
        var (mocks, graph) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(options), root));

        var subscription = mocks.Only("eventgrid:SystemTopicEventSubscription");
        Assert.Equal("/blobServices/default/containers/training-data/blobs/incoming/",
            subscription.At("filter.subjectBeginsWith"));
        Assert.Equal("_SUCCESS", subscription.At("filter.subjectEndsWith"));
        Assert.Equal("https://logic.invalid/callback", subscription.At("destination.endpointUrl"));
        Assert.Equal("dead-letters", subscription.At("deadLetterWithResourceIdentity.deadLetterDestination.blobContainerName"));
        Assert.Equal(["it-arrival-topic-dead-letters"], await graph.DependenciesOf("it-arrival-subscription"));
    }

    [Fact]
    public async Task A_topic_that_is_there_is_used_and_no_second_one_is_made()
    {
        var (mocks, graph) =
            await Run.Program(root => _ = new MlopsEnvironment("it", Args(new DataArrivalOptions { TopicId = Topic }), root));

        Assert.Equal(Topic, mocks.Only("eventgrid:SystemTopic").Id);
        Assert.Equal("it-arrival-topic-existing", mocks.Only("eventgrid:SystemTopic").Name);
        var subscription = mocks.Only("eventgrid:SystemTopicEventSubscription");
        Assert.Equal("rg-security", subscription.At("resourceGroupName"));
        Assert.DoesNotContain("it-arrival-topic-diagnostics", mocks.Resources.Keys);
        Assert.Equal(["it-arrival-topic-dead-letters"], await graph.DependenciesOf("it-arrival-subscription"));
    }

    [Fact]
    public async Task The_workflow_answers_the_handshake_and_starts_a_job_through_Resource_Manager_with_its_identity()
    {
        var (mocks, graph) = await Run.Program(root =>
            _ = new MlopsEnvironment("it", Args(new DataArrivalOptions(), new PrivateNetworkOptions()), root));

        var workflow = mocks.Only("logic:Workflow");
        Assert.Equal("@triggerBody()?[0]?['data']?['validationCode']",
            workflow.At("definition.actions.isHandshake.actions.answer.inputs.body.validationResponse"));
        var start = $"{New}.start.inputs";
        Assert.Equal("PUT", workflow.At($"{start}.method"));
        Assert.EndsWith("/id-mlops-dev-trigger", (string?)workflow.At($"{start}.authentication.identity"));
        Assert.Equal("https://management.azure.com", workflow.At($"{start}.authentication.audience"));
        Assert.NotNull(workflow.At($"{start}.body.properties.inputs.training_data"));
        Assert.Matches("^https://management.azure.com/subscriptions/.+/workspaces/mlw-mlops-dev$",
            (string?)workflow.At("parameters.workspace.value"));
        Assert.StartsWith("bep-mlops-dev", (string?)workflow.At("parameters.endpoint.value"));
        Assert.Equal(["it-arrival-identity-pipeline"], await graph.DependenciesOf("it-arrival-workflow"));
    }

    [Fact]
    public async Task What_an_event_starts_is_named_by_the_event_so_that_a_second_delivery_is_the_same_job()
    {
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(new DataArrivalOptions()), root));

        var workflow = mocks.Only("logic:Workflow");
        var job = "@concat(parameters('workspace'), '/jobs/', concat('arrival-', triggerBody()?[0]?['id']))";
        Assert.Equal(job, workflow.At("definition.actions.isHandshake.else.actions.existing.inputs.uri"));
        Assert.Equal(job, workflow.At($"{New}.start.inputs.uri"));
    }

    [Fact]
    public async Task The_version_of_the_data_travels_as_tags_of_the_run()
    {
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(new DataArrivalOptions()), root));

        var call = $"{New}.start.inputs.body.properties";
        var workflow = mocks.Only("logic:Workflow");
        Assert.Equal("@replace(triggerBody()?[0]?['data']?['eTag'], '\"', '')", workflow.At($"{call}.tags.dataVersion"));
        Assert.Equal("@split(triggerBody()?[0]?['subject'], '/blobs/')[1]", workflow.At($"{call}.tags.dataPath"));
        Assert.Equal("@replace(triggerBody()?[0]?['data']?['eTag'], '\"', '')", workflow.At($"{call}.properties.dataVersion"));
        Assert.Equal("@parameters('experiment')", workflow.At($"{call}.experimentName"));
    }

    [Fact]
    public async Task A_second_trigger_on_the_account_hangs_on_the_same_topic_with_the_same_identity()
    {
        var (mocks, graph) = await Run.Program(root =>
        {
            var environment = new MlopsEnvironment("it", Args(new DataArrivalOptions()), root);
            _ = new DataArrivalTrigger("files", new DataArrivalTriggerArgs
            {
                Placement = environment.ResourceGroup.Placement,
                Beside = environment.DataArrival,
                SubscriptionName = "new-files",
                WorkflowName = "logic-files",
                StorageAccountId = environment.Storage.AccountId,
                StorageAccountName = environment.Storage.AccountName,
                ContainerName = "batch-inputs",
                DatastoreName = "batch_inputs",
                WorkspaceId = environment.Workspace.WorkspaceId,
                EndpointName = environment.BatchScoringEndpoint.EndpointName,
                Options = new DataArrivalOptions
                {
                    InputName = "files", Suffix = ".csv,.jsonl", ExperimentName = "batch-scoring",
                },
            }, root);
        });

        Assert.Single(mocks.All("eventgrid:SystemTopic"));
        Assert.Equal(2, mocks.All("logic:Workflow").Count);
        var subscription = mocks.All("eventgrid:SystemTopicEventSubscription")
            .Single(each => (string?)each.At("eventSubscriptionName") == "new-files");
        Assert.Equal("/blobServices/default/containers/batch-inputs/blobs/", subscription.At("filter.subjectBeginsWith"));
        Assert.Null(subscription.At("filter.subjectEndsWith"));
        Assert.Equal(["it-arrival-topic-dead-letters"], await graph.DependenciesOf("files-subscription"));
    }

    [Fact]
    public async Task A_schedule_starts_runs_on_all_data_with_the_same_identity()
    {
        var options =
            new DataArrivalOptions { Schedule = "30 3 * * MON,THU", TimeZone = "W. Europe Standard Time", Prefix = "incoming/" };
        var (mocks, graph) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(options), root));

        var workflow =
            mocks.All("logic:Workflow").Single(workflow => (string?)workflow.At("workflowName") == "logic-mlops-dev-schedule");
        var trigger = "definition.triggers.atTime";
        Assert.Equal(("Recurrence", "Week", "W. Europe Standard Time"),
            (workflow.At($"{trigger}.type"), workflow.At($"{trigger}.recurrence.frequency"),
                workflow.At($"{trigger}.recurrence.timeZone")));
        Assert.Equal(["Monday", "Thursday"],
            ((IEnumerable<object>)workflow.At($"{trigger}.recurrence.schedule.weekDays")!).Cast<string>());
        Assert.Equal("@concat('azureml://datastores/', parameters('datastore'), '/paths/', 'incoming')",
            workflow.At("definition.actions.isNew.actions.start.inputs.body.properties.inputs.training_data.uri"));
        Assert.EndsWith("/id-mlops-dev-trigger",
            (string?)workflow.At("definition.actions.existing.inputs.authentication.identity"));
        Assert.Equal(["it-arrival-identity-pipeline"], await graph.DependenciesOf("it-arrival-schedule"));
    }

    [Fact]
    public void Names_can_not_break_out_of_the_workflows_definition()
    {
        var definition = (JsonElement)TriggerWorkflow.Definition("/subscriptions/\"x\"", "https://arm.invalid", "a\"b");
        Assert.Contains("/subscriptions/\\u0022x\\u0022", definition.GetRawText());
    }

    [Fact]
    public void Wrong_settings_are_found()
    {
        var options = new DataArrivalOptions { Prefix = "/incoming", InputName = "a b", ExperimentName = "",
            DeliveryAttempts = 31, Schedule = "every day", TimeZone = "", TopicId = "scans" };
        Assert.Equal(
            ["DataArrival.DeliveryAttempts", "DataArrival.Prefix", "DataArrival.Schedule", "DataArrival.TimeZone",
                "DataArrival.TopicId", "DataArrival.InputName", "DataArrival.ExperimentName"],
            Args(options, new PrivateNetworkOptions()).FindProblems().Select(problem => problem.Argument));
    }
}
