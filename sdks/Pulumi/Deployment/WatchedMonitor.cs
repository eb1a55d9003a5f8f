using Pulumirpc;

namespace Pulumi;

/// <summary>Counts requests that are not answered yet among what a run may still wait for.</summary>
internal sealed class WatchedMonitor(IMonitor monitor, RunActivity activity) : IMonitor
{
    public bool IsMock => monitor.IsMock;

    public ValueTask<bool> SupportsAsync(string feature)
    {
        var answer = monitor.SupportsAsync(feature);
        return answer.IsCompletedSuccessfully ? answer : new(WatchAsync(() => answer.AsTask()));
    }

    public Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request, Resource resource) =>
        WatchAsync(() => monitor.RegisterAsync(request, resource));

    public Task<ReadResourceResponse> ReadAsync(ReadResourceRequest request, Resource resource) =>
        WatchAsync(() => monitor.ReadAsync(request, resource));

    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) =>
        WatchAsync(() => monitor.InvokeAsync(request));

    public Task<CallResponse> CallAsync(ResourceCallRequest request) => WatchAsync(() => monitor.CallAsync(request));

    public async Task RegisterOutputsAsync(RegisterResourceOutputsRequest request)
    {
        using var scope = activity.Begin();
        await monitor.RegisterOutputsAsync(request);
    }

    public Task<string> RegisterPackageAsync(Pulumi.RegisterPackageRequest request) =>
        WatchAsync(() => monitor.RegisterPackageAsync(request));

    private async Task<T> WatchAsync<T>(Func<Task<T>> send)
    {
        using var scope = activity.Begin();
        return await send();
    }
}
