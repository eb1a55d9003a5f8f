using System.Text.RegularExpressions;
using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="DataArrivalTrigger"/>.</summary>
public sealed partial class DataArrivalTriggerArgs : PlacedComponentArgs
{
    /// <summary>
    /// Name of the system topic; needed unless <see cref="DataArrivalOptions.TopicId"/> names one that is there, or
    /// <see cref="Beside"/> a trigger that has one.
    /// </summary>
    public string? TopicName { get; init; }

    /// <summary>Name of the Logic App.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>
    /// Name of the Logic App that starts runs at fixed times; needed with <see cref="DataArrivalOptions.Schedule"/>.
    /// </summary>
    public string? ScheduleWorkflowName { get; init; }

    /// <summary>
    /// Name of the identity that the Logic App starts jobs with; needed unless <see cref="ExistingIdentity"/> or
    /// <see cref="Beside"/> brings one.
    /// </summary>
    public string? IdentityName { get; init; }

    /// <summary>
    /// The identity that the Logic App starts jobs with, where it exists already. Default: null, one is created.
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

    /// <summary>Name of the batch endpoint, in that workspace, whose default deployment says which pipeline runs.</summary>
    public required Input<string> EndpointName { get; init; }

    /// <summary>
    /// Another trigger on the same account, whose topic, identity and container of dead letters this one uses, too. Default:
    /// null, it has its own.
    /// </summary>
    public DataArrivalTrigger? Beside { get; init; }

    /// <summary>
    /// Name of the subscription; each trigger on one topic needs one of its own. Default: <c>new-training-data</c>.
    /// </summary>
    public string SubscriptionName { get; init; } = "new-training-data";

    /// <summary>
    /// Address of Azure Resource Manager in the cloud, without a slash at its end: what is called, and what the identity's
    /// tokens are for. Default: that of the public cloud.
    /// </summary>
    public string ResourceManager { get; init; } = "https://management.azure.com";

    /// <summary>What can be chosen.</summary>
    public DataArrivalOptions Options { get; init; } = new();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        if (Beside is not null) CheckShared(problems);
        else if (Options.TopicId is null) problems.Name(nameof(TopicName), TopicName, NamingRules.SystemTopic);
        else problems.Require(TopicName is null, nameof(TopicName), TopicName,
            "no topic is created where Options.TopicId names one; leave out one of the two.");
        problems.Name(nameof(WorkflowName), WorkflowName, NamingRules.Workflow);
        if (Beside is null)
            ExistingIdentity.Check(problems, nameof(IdentityName), IdentityName, nameof(ExistingIdentity), ExistingIdentity);
        if (Options.Schedule is not null) problems.Name(nameof(ScheduleWorkflowName), ScheduleWorkflowName, NamingRules.Workflow);
        problems.Require(Subscription().IsMatch(SubscriptionName), nameof(SubscriptionName), SubscriptionName,
            "3 to 64 letters, digits and hyphens are allowed.");
        problems.Require(
            Uri.TryCreate(ResourceManager, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                && !ResourceManager.EndsWith('/'),
            nameof(ResourceManager), ResourceManager,
            "an address without a slash at its end is needed, as in 'https://management.azure.com'.");
        Options.Check(problems, nameof(Options));
    }

    private void CheckShared(Problems problems)
    {
        problems.Require(TopicName is null && Options.TopicId is null, nameof(TopicName), TopicName ?? Options.TopicId,
            "the trigger that Beside names has the account's topic already; leave it out.");
        problems.Require(IdentityName is null && ExistingIdentity is null, nameof(IdentityName), IdentityName,
            "the identity is that of the trigger that Beside names; leave it out.");
        problems.Require(SubscriptionName != Beside!.SubscriptionName, nameof(SubscriptionName), SubscriptionName,
            "the trigger that Beside names has a subscription of this name; choose another one.");
    }

    [GeneratedRegex("^[A-Za-z0-9-]{3,64}$")]
    private static partial Regex Subscription();
}
