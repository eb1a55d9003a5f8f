using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Identity;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>Turns what the Azure SDK throws into an error that names the operation, the resource and Azure's own words.</summary>
internal static class ArmFailure
{
    /// <summary>
    /// Whether an exception is Azure's answer, or the lack of one: a timeout is, a cancellation by the user is not. Anything else
    /// is a fault of ours and is let through.
    /// </summary>
    public static bool IsAzure(Exception e, CancellationToken cancellationToken) => e switch
    {
        RequestFailedException or AuthenticationFailedException or HttpRequestException or IOException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException aggregate => aggregate.InnerExceptions.All(inner => IsAzure(inner, cancellationToken)),
        _ => false,
    };

    public static PublishException Of(Exception e, string operation, string resourceId)
    {
        var cause = e is AggregateException aggregate ? aggregate.InnerExceptions[^1] : e;
        if (cause is AuthenticationFailedException)
            return new PublishException(operation, resourceId, 0, "SignInFailed", FirstLine(cause.Message), e);
        if (cause is SnapshotException)
            return new PublishException(operation, resourceId, 0, "FileNotReadable", cause.Message, e);
        if (cause is not RequestFailedException failed)
            return new PublishException(operation, resourceId, 0, "NoAnswer", FirstLine(cause.Message), e);
        var body = Body(failed);
        var error = body?["error"] as JsonObject;
        var message = error?["message"]?.GetValue<string>() ?? FirstLine(failed.Message);
        var code = Innermost(error) ?? failed.ErrorCode ?? (failed.Status == 0 ? "NoAnswer" : "Unknown");
        return new PublishException(operation, resourceId, failed.Status, code, message, e);
    }

    /// <summary>
    /// Azure Machine Learning nearly always says just <c>UserError</c>; what helps is the innermost code, or that of the details.
    /// </summary>
    private static string? Innermost(JsonObject? error)
    {
        if (error is null) return null;
        foreach (var info in error["additionalInfo"] as JsonArray ?? [])
        {
            if (info?["type"]?.GetValue<string>() != "InnerError") continue;
            var inner = info["info"]?["value"] as JsonObject;
            while (inner?["innerError"] is JsonObject deeper) inner = deeper;
            if (inner?["code"]?.GetValue<string>() is { Length: > 0 } code) return code;
        }

        var outer = error["code"]?.GetValue<string>();
        if (outer is not ("UserError" or "ServiceError" or "ValidationError" or "SystemError")) return outer;
        return (error["details"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["code"]?.GetValue<string>() ?? outer;
    }

    private static JsonNode? Body(RequestFailedException failed)
    {
        try
        {
            return failed.GetRawResponse()?.Content is { } content ? JsonNode.Parse(content) : null;
        }
        catch (JsonException)
        {
            // A gateway's page, not Azure's envelope: the SDK's message has it.
            return null;
        }
        catch (InvalidOperationException)
        {
            // The answer was not read to its end before the connection broke.
            return null;
        }
    }

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd();
}
