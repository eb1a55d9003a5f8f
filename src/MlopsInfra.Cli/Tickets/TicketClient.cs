using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Cli.Tickets;

/// <summary>Sends requests to a ticket system: waits where it says so (429, 503, <c>Retry-After</c>), and tries again what went
/// wrong on the way.</summary>
internal sealed class TicketClient : IDisposable
{
    private readonly HttpClientTransport _transport = new(new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan });

    private readonly HttpPipeline _pipeline;
    private readonly string _system;
    private readonly IReadOnlyDictionary<string, string> _headers;

    /// <param name="system">Its name, for errors.</param>
    /// <param name="token">A bearer token; it is never shown.</param>
    /// <param name="headers">What each request has besides.</param>
    public TicketClient(string system, string token, IReadOnlyDictionary<string, string> headers)
    {
        _pipeline = HttpPipelineBuilder.Build(new Options(_transport));
        _system = system;
        _headers = new Dictionary<string, string>(headers) { ["Authorization"] = $"Bearer {token}" };
    }

    /// <summary>Sends one.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="address">Where to.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    /// <param name="contentType">What that is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CliException">It is refused, or there is no answer.</exception>
    public async Task<JsonNode> SendAsync(RequestMethod method, Uri address, JsonNode? body, string contentType,
        CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        foreach (var (name, value) in _headers) message.Request.Headers.SetValue(name, value);
        if (body is not null)
        {
            message.Request.Headers.SetValue("Content-Type", contentType);
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        }

        var what = $"{method} {address.GetLeftPart(UriPartial.Path)}";
        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
        }
        catch (Exception exception) when (exception is RequestFailedException or HttpRequestException or AggregateException)
        {
            throw Failed($"{what}: no answer ({exception.GetBaseException().Message})", exception);
        }

        return Read(message.Response, what);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private JsonNode Read(Response response, string what)
    {
        var json = Parse(response.Content.ToString());
        // Who is not signed in gets a page of Azure DevOps with 203, or is led to one with 302.
        if (response.Status is 200 or 201 && json is not null) return json;
        var why = (string?)(json as JsonObject)?["message"] ?? response.ReasonPhrase;
        var hint = response.Status switch
        {
            203 or 302 or 401 => " The token is not valid there.",
            403 when response.Headers.TryGetValue("x-ratelimit-remaining", out var left) && left == "0" =>
                " The limit of requests of this hour is reached: the same command goes on later.",
            403 => " The token has no right to do that.",
            404 => " It is not there, or the token may not see it.",
            410 => " Issues are switched off in this repository.",
            _ => "",
        };
        throw Failed($"{what}: {response.Status} {why}.{hint}", null);
    }

    private CliException Failed(string what, Exception? exception) =>
        new(ExitCode.Failed, "TicketRefused", $"The breach could not be written down. {_system}: {what}", null, exception);

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : StrictJson.Parse(text);
        }
        catch (JsonException)
        {
            // A page, as of a proxy or of a sign-in.
            return null;
        }
    }

    private sealed class Options : ClientOptions
    {
        public Options(HttpPipelineTransport transport)
        {
            Diagnostics.IsLoggingEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
            Diagnostics.ApplicationId = "mlops";
            Retry.MaxRetries = 4;
            Retry.MaxDelay = TimeSpan.FromMinutes(1);
            Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
            Transport = transport;
        }
    }
}
