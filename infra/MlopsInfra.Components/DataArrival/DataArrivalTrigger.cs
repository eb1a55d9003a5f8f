using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.EventGrid;
using Pulumi.AzureNative.Logic;
using Pulumi.AzureNative.Logic.Inputs;
using Pulumi.AzureNative.Storage;
using ParameterType = Pulumi.AzureNative.Logic.ParameterType;

namespace MlopsInfra.Components;

/// <summary>
/// Starts the published pipeline on new data: a blob raises an event, Event Grid calls a Logic App, and that starts a job
/// through Azure Resource Manager, which answers for private workspaces, too. A second Logic App does so at fixed times, where
/// settings name them. A second trigger on the same account shares what Azure allows once:
/// <see cref="DataArrivalTriggerArgs.Beside"/>.
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
///     EndpointName = endpoint.EndpointName,
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
        Identity = args.Beside?.Identity ?? CreateIdentity(name);
        var workflow = CreateWorkflow($"{name}-workflow", args.WorkflowName,
            id => TriggerWorkflow.Definition(id, args.ResourceManager, args.Options.InputName));
        if (args.Options.Schedule is not null)
        {
            CreateWorkflow($"{name}-schedule", args.ScheduleWorkflowName!,
                id => ScheduleWorkflow.Definition(id, args.ResourceManager, args.Options));
        }

        Topic = args.Beside?.Topic ?? EventTopic.Of(this, $"{name}-topic", args);
        (Letters, LettersRight) = args.Beside is { } first ? (first.Letters, first.LettersRight) : CreateLetters(name);
        Declare(
            $"{name}-subscription", EventSubscription.Args(args, Topic, Letters, CallbackUrl(workflow)),
            (n, a, o) => new SystemTopicEventSubscription(n, a, o),
            new CustomResourceOptions { DependsOn = { LettersRight } });
        WorkflowName = workflow.Name;
        TopicName = Topic.Name;
        RegisterOutputs();
    }

    /// <summary>Name of the Logic App.</summary>
    [Output("workflowName")]
    public Output<string> WorkflowName { get; private set; }

    /// <summary>Name of the system topic.</summary>
    [Output("topicName")]
    public Output<string> TopicName { get; private set; }

    internal string SubscriptionName => _args.SubscriptionName;

    internal WorkloadIdentity Identity { get; }

    internal EventTopic Topic { get; }

    internal BlobContainer Letters { get; }

    internal RoleAssignment LettersRight { get; }

    // Of the built-in roles that may write jobs it is the smallest one.
    private WorkloadIdentity CreateIdentity(string name) => this.WithIdentity(
        $"{name}-identity", _args.IdentityName, _args.ExistingIdentity,
        [new("pipeline", BuiltInRoles.AzureMLDataScientist, _args.WorkspaceId, "Starts jobs of the published pipeline.")]);

    private Workflow CreateWorkflow(string name, string workflowName, Func<string, object> definition)
    {
        var options = Identity.AfterGrants();
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
                    UserAssignedIdentities = { Identity.IdentityId },
                },
                Definition = Identity.IdentityId.Apply(definition),
                Parameters =
                {
                    [WorkflowText.WorkspaceParameter] =
                        CreateParameter(_args.WorkspaceId.Apply(id => $"{_args.ResourceManager}{id}")),
                    [WorkflowText.WorkspaceIdParameter] = CreateParameter(_args.WorkspaceId),
                    [WorkflowText.EndpointParameter] = CreateParameter(_args.EndpointName),
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

    private (BlobContainer Container, RoleAssignment Right) CreateLetters(string name)
    {
        var container = Declare(
            $"{name}-{DeadLetters}",
            new BlobContainerArgs
            {
                AccountName = _args.StorageAccountName,
                ContainerName = DeadLetters,
                PublicAccess = PublicAccess.None,
                ResourceGroupName = _args.StorageResourceGroupName ?? EffectivePlacement.ResourceGroupName,
            },
            (n, a, o) => new BlobContainer(n, a, o));
        return (container, RoleAssignments.Declare(
            this, $"{name}-topic", Topic.PrincipalId, PrincipalType.ServicePrincipal,
            [new(DeadLetters, BuiltInRoles.StorageBlobDataContributor, container.Id,
                "Keeps events that could not be delivered.")])[0]);
    }

    // Whoever knows this address can start runs: a secret.
    private Output<string> CallbackUrl(Workflow workflow) => Output.CreateSecret(
        ListWorkflowCallbackUrl.Invoke(
                new ListWorkflowCallbackUrlInvokeArgs { ResourceGroupName = EffectivePlacement.ResourceGroupName,
                    WorkflowName = workflow.Name },
                new InvokeOptions { Parent = this })
            .Apply(callback => callback.Value));
}
