namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What Event Grid knows of resources of a type as sources of events.</summary>
/// <param name="TopicType">The type of their system topics, as in <c>Microsoft.Storage.StorageAccounts</c>.</param>
/// <param name="Names">
/// The events without their provider, as in <c>BlobCreated</c>: those that Azure's client libraries name (<c>SystemEventNames</c>
/// of Azure.Messaging.EventGrid), and those of the page "Event Grid event schema" of the source.
/// </param>
internal sealed record EventSource(string TopicType, params string[] Names)
{
    /// <summary>The events with their provider, as in <c>Microsoft.Storage.BlobCreated</c>.</summary>
    public IReadOnlyList<string> EventTypes { get; } =
        [.. Names.Select(name => $"{TopicType[..TopicType.LastIndexOf('.')]}.{name}")];
}
