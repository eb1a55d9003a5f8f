using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Something that was done to a resource over REST, or was refused.</summary>
/// <param name="Time">When.</param>
/// <param name="Id">The event's own id.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Operation">What was asked for, as in <c>Microsoft.Storage/storageAccounts/write</c>.</param>
/// <param name="Caller">Object id of who asked.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">Where it was asked.</param>
/// <param name="Correlation">What requests that belong together have in common.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Error">The code of the refusal; null if it was done.</param>
internal sealed record ActivityEvent(
    DateTimeOffset Time, Guid Id, ResourceId Resource, string Operation, string Caller, string Method, string Uri,
    string Correlation, int Status, string? Error);
