using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What happens in the local cloud, for who wants to know: the REST side raises what happens to data, subscriptions listen.
/// Handlers run where the event is raised, after it is in the store; what they throw goes to who raised it.
/// </summary>
public sealed class CloudEvents
{
    /// <summary>Something happened.</summary>
    public event EventHandler<CloudEvent>? Raised;

    /// <summary>Tells everybody.</summary>
    /// <param name="source">The ARM resource it happened to, such as a storage account.</param>
    /// <param name="type">What happened, as Event Grid calls it: <c>Microsoft.Storage.BlobCreated</c>.</param>
    /// <param name="subject">What exactly, as in <c>/blobServices/default/containers/C/blobs/B</c>.</param>
    /// <param name="data">The event's data.</param>
    public void Raise(ResourceId source, string type, string subject, JsonObject data) =>
        Raised?.Invoke(this, new CloudEvent(source, type, subject, data));
}
