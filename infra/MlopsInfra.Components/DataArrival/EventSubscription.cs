using Pulumi;
using Pulumi.AzureNative.EventGrid;
using Pulumi.AzureNative.EventGrid.Inputs;
using Pulumi.AzureNative.Storage;

namespace MlopsInfra.Components;

/// <summary>Which blobs of a container call the Logic App, and what becomes of events that it does not take.</summary>
internal static class EventSubscription
{
    private const int MinutesToLive = 1440;

    /// <summary>The arguments of the subscription.</summary>
    /// <param name="args">Those of the trigger.</param>
    /// <param name="topic">The account's topic.</param>
    /// <param name="letters">The container for what could not be delivered.</param>
    /// <param name="callback">Address of the Logic App; a secret.</param>
    public static SystemTopicEventSubscriptionArgs Args(DataArrivalTriggerArgs args, EventTopic topic, BlobContainer letters,
        Output<string> callback) => new()
    {
        EventSubscriptionName = args.SubscriptionName,
        SystemTopicName = topic.Name,
        ResourceGroupName = topic.ResourceGroupName,
        EventDeliverySchema = EventDeliverySchema.EventGridSchema,
        Destination = new WebHookEventSubscriptionDestinationArgs
        {
            EndpointType = "WebHook",
            EndpointUrl = callback,
            MaxEventsPerBatch = 1,
            MinimumTlsVersionAllowed = TlsVersion.TlsVersion_1_2,
        },
        Filter = Filter(args),
        RetryPolicy = new RetryPolicyArgs
        {
            MaxDeliveryAttempts = args.Options.DeliveryAttempts, EventTimeToLiveInMinutes = MinutesToLive,
        },
        DeadLetterWithResourceIdentity = new DeadLetterWithResourceIdentityArgs
        {
            Identity = new EventSubscriptionIdentityArgs { Type = EventSubscriptionIdentityType.SystemAssigned },
            DeadLetterDestination = new StorageBlobDeadLetterDestinationArgs
            {
                EndpointType = "StorageBlob",
                BlobContainerName = letters.Name,
                ResourceId = args.StorageAccountId,
            },
        },
    };

    private static EventSubscriptionFilterArgs Filter(DataArrivalTriggerArgs args)
    {
        // The calls that finish a blob: others raise an event while it is still empty.
        var filters = new List<object>
        {
            new StringInAdvancedFilterArgs
            {
                OperatorType = "StringIn",
                Key = "data.api",
                Values = { "PutBlob", "PutBlockList", "FlushWithClose", "CopyBlob" },
            },
        };
        var several = args.Options.Suffixes.Count > 1;
        if (several)
        {
            var ends = new StringEndsWithAdvancedFilterArgs { OperatorType = "StringEndsWith", Key = "subject" };
            foreach (var suffix in args.Options.Suffixes) ends.Values.Add(suffix);
            filters.Add(ends);
        }

        var filter = new EventSubscriptionFilterArgs
        {
            IncludedEventTypes = { "Microsoft.Storage.BlobCreated" },
            SubjectBeginsWith = args.ContainerName.Apply(container =>
                $"/blobServices/default/containers/{container}/blobs/{args.Options.Prefix}"),
            EnableAdvancedFilteringOnArrays = true,
            AdvancedFilters = filters,
        };
        if (!several) filter.SubjectEndsWith = args.Options.Suffix;
        return filter;
    }
}
