using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Sdk.Tests.Wire;

internal sealed class MonitorService(RecordingEngine.EngineHolder holder) : ResourceMonitor.ResourceMonitorBase
{
    private RecordingEngine Engine => holder.Engine;

    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context)
    {
        Engine.Features.Enqueue(request.Id);
        return Task.FromResult(new SupportsFeatureResponse { HasSupport = Engine.Supports(request.Id) });
    }

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context) =>
        Engine.HandleAsync<RegisterResourceResponse>("RegisterResource", request);

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) =>
        Engine.HandleAsync<ReadResourceResponse>("ReadResource", request);

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context) =>
        Engine.HandleAsync<ResourceInvokeResponse>("Invoke", request);

    public override Task<CallResponse> Call(ResourceCallRequest request, ServerCallContext context) =>
        Engine.HandleAsync<CallResponse>("Call", request);

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context) =>
        Engine.HandleAsync<Empty>("RegisterResourceOutputs", request);

    public override Task<RegisterPackageResponse> RegisterPackage(
        Pulumirpc.RegisterPackageRequest request, ServerCallContext context) =>
        Engine.HandleAsync<RegisterPackageResponse>("RegisterPackage", request);

    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context) =>
        Engine.HandleAsync<Empty>("SignalAndWaitForShutdown", request);
}
