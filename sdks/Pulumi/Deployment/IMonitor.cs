using Pulumirpc;

namespace Pulumi;

/// <summary>The engine's end for resources and functions: the wire's ResourceMonitor service, or the mocks of a test.</summary>
internal interface IMonitor
{
    /// <summary>
    /// Mocks get the args of local components (U13) and never call transforms and hooks (P14). The wire's engine gets no args
    /// of local components (protocol F11), and would call.
    /// </summary>
    bool IsMock { get; }

    ValueTask<bool> SupportsAsync(string feature);

    Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request, Resource resource);

    Task<ReadResourceResponse> ReadAsync(ReadResourceRequest request, Resource resource);

    Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request);

    Task<CallResponse> CallAsync(ResourceCallRequest request);

    Task RegisterOutputsAsync(RegisterResourceOutputsRequest request);

    /// <summary>The reference to use for the package, registered once per different request (protocol D7, D8).</summary>
    Task<string> RegisterPackageAsync(Pulumi.RegisterPackageRequest request);
}
