using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Sdk.Tests.Wire;

internal sealed class EngineService(RecordingEngine.EngineHolder holder) : Engine.EngineBase
{
    /// <summary>Debug messages are the SDK's own business: how many it sends is not compared.</summary>
    public override Task<Empty> Log(LogRequest request, ServerCallContext context) =>
        request.Severity == LogSeverity.Debug
            ? Task.FromResult(new Empty())
            : holder.Engine.HandleAsync<Empty>("Log", request);

    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(
        RequirePulumiVersionRequest request, ServerCallContext context) =>
        holder.Engine.HandleAsync<RequirePulumiVersionResponse>("RequirePulumiVersion", request);
}
