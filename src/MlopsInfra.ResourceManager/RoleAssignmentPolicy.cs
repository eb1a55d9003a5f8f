using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.ResourceManager;

/// <summary>
/// Tries a request again that was refused for lack of rights: right after a deployment the role assignments are there, but have
/// not spread yet. Only the codes that say so are retried, and only for a bounded time; then Azure's refusal stands.
/// </summary>
public sealed class RoleAssignmentPolicy : HttpPipelinePolicy
{
    // Storage says AuthorizationFailure where the network is closed, and AuthorizationPermissionMismatch where a role is missing:
    // to wait for the first is no use.
    private static readonly string[] Codes =
        ["AuthorizationFailed", "LinkedAuthorizationFailed", "AuthorizationPermissionMismatch"];

    private readonly TimeSpan _bound;
    private readonly TimeSpan _firstDelay;
    private readonly Action<string> _waiting;

    /// <summary>Sets how patient it is.</summary>
    /// <param name="bound">How long in all.</param>
    /// <param name="firstDelay">The first wait; it doubles up to twenty times itself.</param>
    /// <param name="waiting">Is told the code and the request before each wait.</param>
    public RoleAssignmentPolicy(TimeSpan bound, TimeSpan firstDelay, Action<string> waiting)
    {
        _bound = bound;
        _firstDelay = firstDelay;
        _waiting = waiting;
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var waited = TimeSpan.Zero;
        var delay = _firstDelay;
        while (true)
        {
            await ProcessNextAsync(message, pipeline);
            if (Refusal(message.Response) is not { } code || waited + delay > _bound) return;
            _waiting($"{code} for {message.Request.Method} {message.Request.Uri.Path}: waiting for role assignments to spread");
            await Task.Delay(delay, message.CancellationToken);
            waited += delay;
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, _firstDelay.Ticks * 20));
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are asynchronous throughout.");

    private static string? Refusal(Azure.Response response)
    {
        if (response.Status != 403) return null;
        var code = response.Headers.TryGetValue("x-ms-error-code", out var header) ? header : CodeIn(response);
        return Codes.Contains(code) ? code : null;
    }

    private static string? CodeIn(Azure.Response response)
    {
        try
        {
            var error = (StrictJson.Parse(response.Content.ToMemory().Span) as JsonObject)?["error"] as JsonObject;
            return error?["code"] is JsonValue code && code.TryGetValue(out string? text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
