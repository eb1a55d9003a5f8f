using Grpc.Core;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.ProviderPlugin;

/// <summary>
/// Words between the local engine and a host that the protocol has no fields for: what a creation is known by, and that an
/// earlier try of it was cut off, so that what it made is to be taken over. Pulumi's engine never says them.
/// </summary>
internal static class CreationHeaders
{
    private const string RequestId = "mlops-request-id";
    private const string MayExist = "mlops-may-exist";

    /// <summary>What goes along with a check.</summary>
    public static Metadata Of(CheckRequest request) => Of(request.InterruptedRequestId);

    /// <summary>What goes along with a creation.</summary>
    public static Metadata Of(CreateRequest request)
    {
        var headers = Of(request.RequestId);
        if (request.MayExist) headers.Add(MayExist, "true");
        return headers;
    }

    /// <summary>The check with what went along with it.</summary>
    public static CheckRequest With(CheckRequest request, ServerCallContext context) =>
        request with { InterruptedRequestId = context.RequestHeaders.GetValue(RequestId) };

    /// <summary>The creation with what went along with it.</summary>
    public static CreateRequest With(CreateRequest request, ServerCallContext context) => request with
    {
        RequestId = context.RequestHeaders.GetValue(RequestId),
        MayExist = context.RequestHeaders.GetValue(MayExist) == "true",
    };

    private static Metadata Of(string? requestId)
    {
        var headers = new Metadata();
        if (requestId is not null) headers.Add(RequestId, requestId);
        return headers;
    }
}
