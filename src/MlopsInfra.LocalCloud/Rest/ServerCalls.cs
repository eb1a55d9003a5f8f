using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Calls that the cloud's services make to each other: over HTTPS to this server, with tokens and role checks as for anybody
/// else.
/// </summary>
internal sealed class ServerCalls(LocalTokenIssuer tokens) : IDisposable
{
    private HttpClient? _client;

    /// <summary>Says how the server is reached, once it is up.</summary>
    public void Connect(HttpMessageHandler handler) => _client = new HttpClient(handler);

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="resource">ARM id of the resource that it is made for, as of a topic or a workflow.</param>
    /// <param name="principal">Object id of who makes it, and what the token is for; null for a call without a token.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServiceCallException">There is no answer.</exception>
    public async Task<ServiceAnswer> SendAsync(
        ServiceCall call, string resource, (string? ObjectId, string Audience)? principal,
        CancellationToken cancellationToken)
    {
        if (_client is not { } client) throw new ServiceCallException("The local cloud's server is not up.");
        if (!AzureHosts.IsServedHere(call.Uri.Host))
            throw new ServiceCallException(
                $"The local cloud does not stand in for the host '{call.Uri.Host}', and nothing else is reached from here.");
        using var message = new HttpRequestMessage(new HttpMethod(call.Method), call.Uri);
        if (call.Body is { } body) message.Content = Content(body);
        foreach (var (name, value) in call.Headers) AddHeader(message, name, value);
        CallerHeaders.Write(message, new CallerPlace.Service(resource));
        if (principal is { } caller)
            message.Headers.Authorization =
                new AuthenticationHeaderValue("Bearer", tokens.Issue(caller.Audience, caller.ObjectId).Value);
        try
        {
            using var response = await client.SendAsync(message, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new ServiceCallException(
                $"{call.Method} {call.Uri.GetLeftPart(UriPartial.Path)} got no answer: {exception.Message}",
                mayRetry: true);
        }
    }

    /// <summary>Makes a call whose body and answer are no JSON.</summary>
    /// <param name="message">The call.</param>
    /// <param name="principal">Object id of who makes it, and what the token is for; null for a call without a token.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, (string? ObjectId, string Audience)? principal,
        CancellationToken cancellationToken)
    {
        var client = _client ?? throw new ServiceCallException("The local cloud's server is not up.");
        if (principal is { } caller)
            message.Headers.Authorization =
                new AuthenticationHeaderValue("Bearer", tokens.Issue(caller.Audience, caller.ObjectId).Value);
        return client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private static StringContent Content(JsonNode body) => body is JsonValue value && value.TryGetValue(out string? text)
        ? new StringContent(text, Encoding.UTF8, "text/plain")
        : new StringContent(body.ToJsonString(JsonText.Options), Encoding.UTF8, "application/json");

    private static void AddHeader(HttpRequestMessage message, string name, string value)
    {
        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && message.Content is { } content)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
        else if (!message.Headers.TryAddWithoutValidation(name, value))
            message.Content?.Headers.TryAddWithoutValidation(name, value);
    }

    private static async Task<ServiceAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = new JsonObject();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] =
            string.Join(", ", values);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new ServiceAnswer((int)response.StatusCode, headers,
            text.Length == 0 ? null : Parse(text, response.Content.Headers.ContentType?.MediaType));
    }

    private static JsonNode? Parse(string text, string? mediaType)
    {
        if (mediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true) return text;
        try
        {
            return StrictJson.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new ServiceCallException($"The answer says that it is JSON, and is not: {exception.Message}");
        }
    }
}
