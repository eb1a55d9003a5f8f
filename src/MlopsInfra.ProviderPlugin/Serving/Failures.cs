using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.ProviderPlugin.Serving;

/// <summary>What goes wrong, as a gRPC status whose message an engine shows.</summary>
internal static class Failures
{
    /// <summary>Where gRPC puts the details of a status.</summary>
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>The status of an exception.</summary>
    public static RpcException Of(Exception exception) => exception switch
    {
        ProviderException { PartialState: { } state } half => HalfDone(half, state),
        // The cloud's refusal, in its own words.
        ProviderException refusal => new RpcException(new Status(StatusCode.Unknown, $"{refusal.Code}: {refusal.Message}")),
        DeploymentException invalid =>
            new RpcException(new Status(StatusCode.InvalidArgument, $"{invalid.Code}: {invalid.Message}")),
        OperationCanceledException => new RpcException(new Status(StatusCode.Cancelled, "Cancelled.")),
        // Whatever else it is, it is a defect, and the engine has to get an answer.
        _ => new RpcException(new Status(StatusCode.Internal,
            $"{exception.GetType().Name}: {exception.Message} (a defect of the local cloud's plugin)")),
    };

    /// <summary>
    /// The resource exists, but is not what was asked for: the engine records it together with the reason, and tries to mend it
    /// next time.
    /// </summary>
    private static RpcException HalfDone(ProviderException exception, ResourceState state)
    {
        var message = $"{exception.Code}: {exception.Message}";
        var detail = new Wire.ErrorResourceInitFailed { Id = state.Id, Properties = WireWriter.WriteMap(state.Outputs) };
        detail.Reasons.Add(message);
        if (state.Inputs is { } inputs) detail.Inputs = WireWriter.WriteMap(inputs);
        var status = new Wire.Status { Code = (int)StatusCode.Unknown, Message = message };
        status.Details.Add(Any.Pack(detail));
        return new RpcException(new Status(StatusCode.Unknown, message),
            new Metadata { { DetailsTrailer, status.ToByteArray() } });
    }
}
