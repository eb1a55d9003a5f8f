using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.EventGrid;
using Pulumi.AzureNative.EventGrid.Inputs;
using Pulumi.AzureNative.Logic;
using Pulumi.AzureNative.Logic.Inputs;
using Pulumi.AzureNative.Storage;
using ParameterType = Pulumi.AzureNative.Logic.ParameterType;

namespace MlopsInfra.Components;

/// <summary>
/// Trains on new data: a blob raises an event, Event Grid calls a Logic App, and that invokes the published pipeline. A second
/// one does so at fixed times, where settings name them.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var arrival = new DataArrivalTrigger("pumps-arrival", new DataArrivalTriggerArgs
/// {
///     Placement = placement,
///     TopicName = names.For(NamingRules.SystemTopic),
///     WorkflowName = names.For(NamingRules.Workflow, "trigger"),
///     IdentityName = names.For(NamingRules.UserAssignedIdentity, "trigger"),
///     StorageAccountId = storage.AccountId,
///     StorageAccountName = storage.AccountName,
///     ContainerName = StorageContainers.TrainingData,
///     DatastoreName = DatastoreIds.TrainingData,
///     WorkspaceId = workspace.WorkspaceId,
///     InvokeUrl = endpoint.InvokeUrl,
///     Options = new DataArrivalOptions { Prefix = "incoming/", Suffix = "_SUCCESS" },
/// });
/// ]]></code>
/// </example>
public sealed class DataArrivalTrigger : MlopsComponent
{
    private const string DeadLetters = "dead-letters";

    private readonly DataArrivalTriggerArgs _args;

    /// <summary>Declares the Logic App with its identity, the topic, and the subscription.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public DataArrivalTrigger(string name, DataArrivalTriggerArgs args, ComponentResourceOptions? options = null)
        : base(nameof(DataArrivalTrigger), name, args, options)
    {
        _args = args;
        var identity = CreateIdentity(name);
        var workflow = CreateWorkflow($"{name}-workflow", args.WorkflowName, identity,
            id => TriggerWorkflow.Definition(id, args.Options.InputName));
        if (args.Options.Schedule is not null)
        {
            CreateWorkflow($"{name}-schedule", args.ScheduleWorkflowName!, identity,
                id => ScheduleWorkflow.Definition(id, args.Options));
        }

        var topic = EventTopic.Of(this, $"{name}-topic", args);
        Subscribe(name, workflow, topic);
        WorkflowName = workflow.Name;
        TopicName = topic.Name;
        RegisterOutputs();
    }

    /// <summary>Name of the Logic App.</summary>
    [Output("workflowName")]
    public Output<string> WorkflowName { get; private set; }

    /// <summary>Name of the system topic.</summary>
    [Output("topicName")]
    public Output<string> TopicName { get; private set; }

    private WorkloadIdentity CreateIdentity(string name) => this.WithIdentity(
        $"{name}-identity", _args.IdentityName, _args.ExistingIdentity,
        [new("pipeline", BuiltInRoles.AzureMLDataScientist, _args.WorkspaceId, "Invokes the published pipeline.")]);

    private Workflow CreateWorkflow(string name, string workflowName, WorkloadIdentity identity, Func<string, object> definition)
    {
        var options = identity.AfterGrants();
        // Azure refuses another region for a workflow that is there.
        options.ReplaceOnChanges.Add("location");
        var workflow = Declare(
            name,
            new WorkflowArgs
            {
                WorkflowName = workflowName,
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
                State = WorkflowState.Enabled,
                Identity = new ManagedServiceIdentityArgs
                {
                    Type = ManagedServiceIdentityType.UserAssigned,
                    UserAssignedIdentities = { identity.IdentityId },
                },
                Definition = identity.IdentityId.Apply(definition),
                Parameters =
                {
                    [WorkflowText.EndpointParameter] = CreateParameter(_args.InvokeUrl),
                    [WorkflowText.DatastoreParameter] = CreateParameter(_args.DatastoreName),
                    [WorkflowText.ExperimentParameter] = CreateParameter(_args.Options.ExperimentName),
                },
            },
            (n, a, o) => new Workflow(n, a, o),
            options);
        Diagnostics.Send(this, name, workflow.Id, EffectivePlacement.LogAnalyticsId);
        return workflow;
    }

    private static WorkflowParameterArgs CreateParameter(Input<string> value) =>
        new() { Type = ParameterType.String, Value = value.Apply(text => (object)text) };

    private void Subscribe(string name, Workflow workflow, EventTopic topic)
    {
        var deadLetters = Declare(
            $"{name}-{DeadLetters}",
            new BlobContainerArgs
            {
                AccountName = _args.StorageAccountName,
                ContainerName = DeadLetters,
                PublicAccess = PublicAccess.None,
                ResourceGroupName = _args.StorageResourceGroupName ?? EffectivePlacement.ResourceGroupName,
            },
            (n, a, o) => new BlobContainer(n, a, o));
        var right = RoleAssignments.Declare(
            this, $"{name}-topic", topic.PrincipalId, PrincipalType.ServicePrincipal,
            [new(DeadLetters, BuiltInRoles.StorageBlobDataContributor, deadLetters.Id,
                "Keeps events that could not be delivered.")])[0];
        Declare(
            $"{name}-subscription", CreateSubscriptionArgs(workflow, topic, deadLetters),
            (n, a, o) => new SystemTopicEventSubscription(n, a, o),
            new CustomResourceOptions { DependsOn = { right } });
    }

    private SystemTopicEventSubscriptionArgs CreateSubscriptionArgs(Workflow workflow, EventTopic topic,
        BlobContainer deadLetters) => new()
    {
        EventSubscriptionName = "new-training-data",
        SystemTopicName = topic.Name,
        ResourceGroupName = topic.ResourceGroupName,
        EventDeliverySchema = EventDeliverySchema.EventGridSchema,
        Destination = new WebHookEventSubscriptionDestinationArgs
        {
            EndpointType = "WebHook",
            EndpointUrl = CallbackUrl(workflow),
            MaxEventsPerBatch = 1,
            MinimumTlsVersionAllowed = TlsVersion.TlsVersion_1_2,
        },
        Filter = new EventSubscriptionFilterArgs
        {
            IncludedEventTypes = { "Microsoft.Storage.BlobCreated" },
            SubjectBeginsWith = _args.ContainerName.Apply(container =>
                $"/blobServices/default/containers/{container}/blobs/{_args.Options.Prefix}"),
            SubjectEndsWith = _args.Options.Suffix,
            EnableAdvancedFilteringOnArrays = true,
            // The calls that finish a blob: others raise an event while it is still empty.
            AdvancedFilters = new List<object>
            {
                new StringInAdvancedFilterArgs
                {
                    OperatorType = "StringIn",
                    Key = "data.api",
                    Values = { "PutBlob", "PutBlockList", "FlushWithClose", "CopyBlob" },
                },
            },
        },
        RetryPolicy =
            new RetryPolicyArgs { MaxDeliveryAttempts = _args.Options.DeliveryAttempts, EventTimeToLiveInMinutes = 1440 },
        DeadLetterWithResourceIdentity = new DeadLetterWithResourceIdentityArgs
        {
            Identity = new EventSubscriptionIdentityArgs { Type = EventSubscriptionIdentityType.SystemAssigned },
            DeadLetterDestination = new StorageBlobDeadLetterDestinationArgs
            {
                EndpointType = "StorageBlob",
                BlobContainerName = deadLetters.Name,
                ResourceId = _args.StorageAccountId,
            },
        },
    };

    // Whoever knows this address can start runs: a secret.
    private Output<string> CallbackUrl(Workflow workflow) => Output.CreateSecret(
        ListWorkflowCallbackUrl.Invoke(
                new ListWorkflowCallbackUrlInvokeArgs { ResourceGroupName = EffectivePlacement.ResourceGroupName,
                    WorkflowName = workflow.Name },
                new InvokeOptions { Parent = this })
            .Apply(callback => callback.Value));
}
