using System.Text.RegularExpressions;
using Grpc.Core;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.ProviderPlugin.Clients;

/// <summary>
/// What goes wrong at the other end, as the local engine knows it: the other way round than <c>Serving.Failures</c>.
/// </summary>
internal static partial class RemoteFailures
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>The exception for a status.</summary>
    public static Exception Of(RpcException exception)
    {
        var (code, message) = Split(exception.Status.Detail);
        return exception.StatusCode switch
        {
            StatusCode.Unknown => new ProviderException(code ?? "Unknown", message) { PartialState = PartialStateOf(exception) },
            StatusCode.Cancelled => new OperationCanceledException(message, exception),
            StatusCode.Unavailable => new PluginHostException("HostLost",
                "The process that serves the local cloud has ended. What it had answered is kept; run the command again."),
            _ => new InvalidOperationException(exception.Status.Detail, exception),
        };
    }

    /// <summary>What is wrong with an input.</summary>
    public static CheckFailure Of(Wire.CheckFailure failure)
    {
        var (code, reason) = Split(failure.Reason);
        return new CheckFailure(failure.Property, reason) { Code = code };
    }

    private static ResourceState? PartialStateOf(RpcException exception)
    {
        if (exception.Trailers.GetValueBytes(DetailsTrailer) is not { } bytes) return null;
        var status = Wire.Status.Parser.ParseFrom(bytes);
        return status.Details.FirstOrDefault(detail => detail.Is(Wire.ErrorResourceInitFailed.Descriptor))
            ?.Unpack<Wire.ErrorResourceInitFailed>() is { } half
            ? new ResourceState(half.Id, half.Inputs is { } inputs ? WireReader.ReadMap(inputs) : null,
                WireReader.ReadMap(half.Properties))
            : null;
    }

    private static (string? Code, string Message) Split(string text) =>
        CodeAndMessage().Match(text) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : (null, text);

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9]*): (.*)$", RegexOptions.Singleline)]
    private static partial Regex CodeAndMessage();
}
