using System.Text.Json;

namespace MlopsInfra.Components.Tests.Components;

public sealed class DataArrivalTests
{
    private const string Topic =
        $"/subscriptions/{AzureMocks.SubscriptionId}/resourceGroups/rg-security/providers/Microsoft.EventGrid/systemTopics/scans";

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
    public async Task The_workflow_answers_the_handshake_and_invokes_the_endpoint_with_its_identity()
    {
        var (mocks, graph) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(new DataArrivalOptions()), root));

        var workflow = mocks.Only("logic:Workflow");
        Assert.Equal("@triggerBody()?[0]?['data']?['validationCode']",
            workflow.At("definition.actions.isHandshake.actions.answer.inputs.body.validationResponse"));
        var invoke = "definition.actions.isHandshake.else.actions.invoke.inputs";
        Assert.EndsWith("/id-mlops-dev-trigger", (string?)workflow.At($"{invoke}.authentication.identity"));
        Assert.Equal("https://ml.azure.com", workflow.At($"{invoke}.authentication.audience"));
        Assert.NotNull(workflow.At($"{invoke}.body.properties.InputData.training_data"));
        Assert.EndsWith(".inference.ml.azure.com/jobs", (string?)workflow.At("parameters.endpointUri.value"));
        Assert.Equal(["it-arrival-identity-pipeline"], await graph.DependenciesOf("it-arrival-workflow"));
    }

    [Fact]
    public async Task The_version_of_the_data_travels_as_tags_of_the_run()
    {
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(new DataArrivalOptions()), root));

        var call = "definition.actions.isHandshake.else.actions.invoke.inputs.body.properties";
        var workflow = mocks.Only("logic:Workflow");
        Assert.Equal("@triggerBody()?[0]?['data']?['eTag']", workflow.At($"{call}.tags.dataVersion"));
        Assert.Equal("@split(triggerBody()?[0]?['subject'], '/blobs/')[1]", workflow.At($"{call}.tags.dataPath"));
        Assert.Equal("@triggerBody()?[0]?['data']?['eTag']", workflow.At($"{call}.properties.dataVersion"));
        Assert.Equal("@parameters('experiment')", workflow.At($"{call}.properties.experimentName"));
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
            workflow.At("definition.actions.invoke.inputs.body.properties.InputData.training_data.Uri"));
        Assert.EndsWith("/id-mlops-dev-trigger",
            (string?)workflow.At("definition.actions.invoke.inputs.authentication.identity"));
        Assert.Equal(["it-arrival-identity-pipeline"], await graph.DependenciesOf("it-arrival-schedule"));
    }

    [Fact]
    public void Names_can_not_break_out_of_the_workflows_definition()
    {
        var definition = (JsonElement)TriggerWorkflow.Definition("/subscriptions/\"x\"", "a\"b");
        Assert.Contains("/subscriptions/\\u0022x\\u0022", definition.GetRawText());
    }

    [Fact]
    public void Wrong_settings_are_found()
    {
        var options = new DataArrivalOptions { Prefix = "/incoming", InputName = "a b", ExperimentName = "",
            DeliveryAttempts = 31, Schedule = "every day", TimeZone = "", TopicId = "scans" };
        Assert.Equal(
            ["DataArrival.DeliveryAttempts", "DataArrival.Prefix", "DataArrival.Schedule", "DataArrival.TimeZone",
                "DataArrival.TopicId", "DataArrival.InputName", "DataArrival.ExperimentName", "DataArrival"],
            Args(options, new PrivateNetworkOptions()).FindProblems().Select(problem => problem.Argument));
    }
}
