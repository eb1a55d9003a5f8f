using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="DataArrivalTrigger"/>.</summary>
public sealed class DataArrivalTriggerArgs : PlacedComponentArgs
{
    /// <summary>
    /// Name of the system topic; needed unless <see cref="DataArrivalOptions.TopicId"/> names one that is there.
    /// </summary>
    public string? TopicName { get; init; }

    /// <summary>Name of the Logic App.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>
    /// Name of the Logic App that starts runs at fixed times; needed with <see cref="DataArrivalOptions.Schedule"/>.
    /// </summary>
    public string? ScheduleWorkflowName { get; init; }

    /// <summary>
    /// Name of the identity that the Logic App invokes the pipeline with; needed unless <see cref="ExistingIdentity"/> brings
    /// one.
    /// </summary>
    public string? IdentityName { get; init; }

    /// <summary>
    /// The identity that the Logic App invokes the pipeline with, where it exists already. Default: null, one is created.
    /// </summary>
    public ExistingIdentity? ExistingIdentity { get; init; }

    /// <summary>ARM id of the storage account whose new blobs start runs.</summary>
    public required Input<string> StorageAccountId { get; init; }

    /// <summary>Name of that account.</summary>
    public required Input<string> StorageAccountName { get; init; }

    /// <summary>Resource group of that account. Default: that of <see cref="PlacedComponentArgs.Placement"/>.</summary>
    public Input<string>? StorageResourceGroupName { get; init; }

    /// <summary>Name of the container whose new blobs start runs.</summary>
    public required Input<string> ContainerName { get; init; }

    /// <summary>Name of the datastore of that container.</summary>
    public required Input<string> DatastoreName { get; init; }

    /// <summary>ARM id of the workspace.</summary>
    public required Input<string> WorkspaceId { get; init; }

    /// <summary>Address that starts a run of the published pipeline.</summary>
    public required Input<string> InvokeUrl { get; init; }

    /// <summary>What can be chosen.</summary>
    public DataArrivalOptions Options { get; init; } = new();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        if (Options.TopicId is null) problems.Name(nameof(TopicName), TopicName, NamingRules.SystemTopic);
        else problems.Require(TopicName is null, nameof(TopicName), TopicName,
            "no topic is created where Options.TopicId names one; leave out one of the two.");
        problems.Name(nameof(WorkflowName), WorkflowName, NamingRules.Workflow);
        ExistingIdentity.Check(problems, nameof(IdentityName), IdentityName, nameof(ExistingIdentity), ExistingIdentity);
        if (Options.Schedule is not null) problems.Name(nameof(ScheduleWorkflowName), ScheduleWorkflowName, NamingRules.Workflow);
        Options.Check(problems, nameof(Options));
    }
}
