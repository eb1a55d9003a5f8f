using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Identity;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.ResourceManager;

/// <summary>What Azure said in place of doing what it was asked for.</summary>
/// <param name="Status">The HTTP status; 0 where there was no answer.</param>
/// <param name="Code">The code that says most, as in <c>AuthorizationFailed</c>; <c>SignInFailed</c> and <c>NoAnswer</c> are
/// of this project.</param>
/// <param name="Message">Azure's own words.</param>
public sealed record ArmError(int Status, string Code, string Message)
{
    /// <summary>
    /// Whether an exception is Azure's answer, or the lack of one: a timeout is, a cancellation by the user is not. Anything else
    /// is a fault of ours and is let through.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <param name="cancellationToken">What the user cancels with.</param>
    public static bool IsAzure(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        RequestFailedException or AuthenticationFailedException or HttpRequestException or IOException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException aggregate => aggregate.InnerExceptions.All(inner => IsAzure(inner, cancellationToken)),
        _ => false,
    };

    /// <summary>Reads what the Azure SDK throws.</summary>
    /// <param name="exception">An exception that <see cref="IsAzure"/> says yes to.</param>
    public static ArmError Of(Exception exception)
    {
        var cause = exception is AggregateException aggregate ? aggregate.InnerExceptions[^1] : exception;
        if (cause is AuthenticationFailedException) return new ArmError(0, "SignInFailed", FirstLine(cause.Message));
        if (cause is not RequestFailedException failed) return new ArmError(0, "NoAnswer", FirstLine(cause.Message));
        var error = (Body(failed) as JsonObject)?["error"] as JsonObject;
        var message = Text(error?["message"]) ?? FirstLine(failed.Message);
        var code = Innermost(error) ?? failed.ErrorCode ?? (failed.Status == 0 ? "NoAnswer" : "Unknown");
        return new ArmError(failed.Status, code, message);
    }

    /// <summary>
    /// Azure Machine Learning nearly always says just <c>UserError</c>; what helps is the innermost code, or that of the details.
    /// </summary>
    private static string? Innermost(JsonObject? error)
    {
        if (error is null) return null;
        foreach (var info in error["additionalInfo"] as JsonArray ?? [])
        {
            if (info is not JsonObject || Text(info["type"]) != "InnerError") continue;
            var inner = (info["info"] as JsonObject)?["value"] as JsonObject;
            while (inner?["innerError"] is JsonObject deeper) inner = deeper;
            if (Text(inner?["code"]) is { Length: > 0 } code) return code;
        }

        var outer = Text(error["code"]);
        if (outer is not ("UserError" or "ServiceError" or "ValidationError" or "SystemError")) return outer;
        return Text((error["details"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["code"]) ?? outer;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonNode? Body(RequestFailedException failed)
    {
        try
        {
            return failed.GetRawResponse()?.Content is { } content ? StrictJson.Parse(content.ToMemory().Span) : null;
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
