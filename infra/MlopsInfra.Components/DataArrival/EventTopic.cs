using Pulumi;
using Pulumi.AzureNative.EventGrid;
using Pulumi.AzureNative.EventGrid.Inputs;

namespace MlopsInfra.Components;

/// <summary>The system topic of an account: of the component's own, or one that is there. Azure allows one per account.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ResourceGroupName">Its resource group.</param>
/// <param name="PrincipalId">Object id of the identity that it writes dead letters with.</param>
internal sealed record EventTopic(Output<string> Name, Input<string> ResourceGroupName, Output<string> PrincipalId)
{
    /// <summary>Declares the topic, or reads the one that the options name.</summary>
    public static EventTopic Of(DataArrivalTrigger owner, string name, DataArrivalTriggerArgs args) =>
        args.Options.TopicId is { } id ? Existing(owner, name, id) : Create(owner, name, args);

    private static EventTopic Create(DataArrivalTrigger owner, string name, DataArrivalTriggerArgs args)
    {
        var topic = owner.Declare(
            name,
            new SystemTopicArgs
            {
                SystemTopicName = args.TopicName!,
                ResourceGroupName = owner.EffectivePlacement.ResourceGroupName,
                Location = owner.EffectivePlacement.Location,
                Tags = owner.EffectivePlacement.TagMap(),
                Source = args.StorageAccountId,
                TopicType = "Microsoft.Storage.StorageAccounts",
                // Needs its right only when an event can't be delivered, so an identity of the topic's own will do.
                Identity = new IdentityInfoArgs { Type = IdentityType.SystemAssigned },
            },
            (n, a, o) => new SystemTopic(n, a, o),
            // Azure refuses another source on a topic that is there. A preview of an update knows no outputs, so what hangs on
            // the principal would show as replaced for the sake of a tag: a topic keeps the tags that it was created with.
            new CustomResourceOptions { ReplaceOnChanges = { "source" }, IgnoreChanges = { "tags" } });
        Diagnostics.Send(owner, name, topic.Id, owner.EffectivePlacement.LogAnalyticsId);
        return new(topic.Name, owner.EffectivePlacement.ResourceGroupName,
            topic.Identity.Apply(identity => identity?.PrincipalId ?? ""));
    }

    // Its logs, tags and identity are its owner's affair: it is read, never written.
    private static EventTopic Existing(DataArrivalTrigger owner, string name, string id)
    {
        var topic = SystemTopic.Get($"{name}-existing", id, options: new CustomResourceOptions { Parent = owner });
        // /subscriptions/S/resourceGroups/G/providers/...
        var group = id.Split('/')[4];
        return new(topic.Name, group, topic.Identity.Apply(identity => identity?.PrincipalId is { Length: > 0 } principal
            ? principal
            : throw new RunException(
                $"The system topic '{id}' has no system-assigned identity, and can't write events that could not be delivered. "
                + $"Give it one: az eventgrid system-topic update --name {id.Split('/')[^1]} --resource-group {group} --identity "
                + "systemassigned")));
    }
}
