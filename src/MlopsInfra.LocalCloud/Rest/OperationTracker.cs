using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>The long-running operations of this run of the server.</summary>
internal sealed class OperationTracker(LocalCloudServerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LongRunningOperation> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<ResourceId, LongRunningOperation> _latest = new();

    public LongRunningOperation Start(RestRequest request, ResourceId resource, string state, string name,
        JsonNode? result = null, Task<(string Code, string Message)?>? work = null)
    {
        (string, string)? error = request.OperationFault is { } fault ? (fault.Code, fault.Message) : null;
        var operation = new LongRunningOperation(name, resource, state, options.InProgressPolls, error, time)
        {
            Result = result,
            Work = work,
        };
        _byName[name] = operation;
        _latest[resource] = operation;
        return operation;
    }

    public LongRunningOperation? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The last operation on a resource; null if there was none.</summary>
    public LongRunningOperation? Latest(ResourceId resource) => _latest.GetValueOrDefault(resource);

    /// <summary>Azure serializes writes to one resource: a second one is refused while the first runs.</summary>
    public void RefuseIfBusy(ResourceId resource)
    {
        if (Latest(resource) is not { IsRunning: true } operation) return;
        throw new ArmException(
            409, "AnotherOperationInProgress",
            $"Another operation is in progress on resource '{resource.Name}' ({operation.State}, operation '{operation.Name}'). "
                + "Retry after it has completed.",
            resource.Value);
    }
}
