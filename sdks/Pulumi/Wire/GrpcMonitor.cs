using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Wire;

/// <summary>The engine's service for resources and functions.</summary>
internal sealed class GrpcMonitor(EngineChannels channels) : IMonitor
{
    private readonly ResourceMonitor.ResourceMonitorClient _client = new(channels.Monitor);
    private readonly ConcurrentDictionary<string, Task<bool>> _features = new();
    private readonly ConcurrentDictionary<Pulumirpc.RegisterPackageRequest, Lazy<Task<string>>> _packages = new();

    public bool IsMock => false;

    public ValueTask<bool> SupportsAsync(string feature)
    {
        var answer = _features.GetOrAdd(feature, static (key, self) => self.AskAsync(key), this);
        return answer.IsCompletedSuccessfully ? new(answer.Result) : new(answer);
    }

    public Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request, Resource resource) =>
        _client.RegisterResourceAsync(request).ResponseAsync;

    public Task<ReadResourceResponse> ReadAsync(ReadResourceRequest request, Resource resource) =>
        _client.ReadResourceAsync(request).ResponseAsync;

    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) => _client.InvokeAsync(request).ResponseAsync;

    public Task<CallResponse> CallAsync(ResourceCallRequest request) => _client.CallAsync(request).ResponseAsync;

    public Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) =>
        _client.RegisterResourceOutputsAsync(request).ResponseAsync;

    /// <summary>Messages compare by content: equal requests are one call (protocol D8).</summary>
    public Task<string> RegisterPackageAsync(Pulumi.RegisterPackageRequest request) =>
        _packages.GetOrAdd(Convert(request), key => new Lazy<Task<string>>(() => SendAsync(key))).Value;

    /// <summary>An engine that does not know the method is as good as one that answered (protocol E8).</summary>
    public async Task SignalAndWaitForShutdownAsync()
    {
        try
        {
            await _client.SignalAndWaitForShutdownAsync(new Empty());
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            return;
        }
    }

    private async Task<bool> AskAsync(string feature)
    {
        var response = await _client.SupportsFeatureAsync(new SupportsFeatureRequest { Id = feature });
        return response.HasSupport;
    }

    private async Task<string> SendAsync(Pulumirpc.RegisterPackageRequest request) =>
        (await _client.RegisterPackageAsync(request)).Ref;

    private static Pulumirpc.RegisterPackageRequest Convert(Pulumi.RegisterPackageRequest request)
    {
        var message = new Pulumirpc.RegisterPackageRequest
        {
            Name = request.Name,
            Version = request.Version,
            DownloadUrl = request.DownloadUrl,
            Parameterization = Convert(request.Parameterization),
            Extension = Convert(request.Extension),
        };
        foreach (var (platform, checksum) in request.Checksums)
            message.Checksums[platform] = ByteString.CopyFrom(checksum);
        return message;
    }

    private static Parameterization? Convert(Pulumi.RegisterPackageRequest.PackageParameterization? parameterization) =>
        parameterization is null ? null : new Parameterization
        {
            Name = parameterization.Name,
            Version = parameterization.Version,
            Value = ByteString.CopyFrom(parameterization.Value),
        };
}
