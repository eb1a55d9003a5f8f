using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Lifecycle.Testing;

/// <summary>Asks a scoring service, once for each call: nothing is tried again here, so that errors are counted.</summary>
internal sealed class ScoringClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A connection for each request: one that the server is about to close would count as an error of the service.
    private static readonly HttpClientTransport Plain = new(new HttpClient(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = false })
        { Timeout = Timeout.InfiniteTimeSpan });

    private readonly HttpPipeline _pipeline;
    private readonly Uri _address;

    /// <param name="transport">Carries the requests; null for plain ones, as container groups take them.</param>
    /// <param name="address">Address of the service's scoring route.</param>
    public ScoringClient(HttpPipelineTransport? transport, Uri address)
    {
        _pipeline = HttpPipelineBuilder.Build(new Options(transport ?? Plain));
        _address = address;
    }

    /// <summary>A bearer token; null where the service wants none.</summary>
    public string? Token { get; init; }

    /// <summary>The deployment to be asked past the endpoint's traffic; null for what the traffic says.</summary>
    public string? Deployment { get; init; }

    /// <summary>Scores.</summary>
    /// <param name="body">What is asked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ScoringAnswer> ScoreAsync(JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Post, _address, body, cancellationToken);

    /// <summary>Asks another address of the service by GET.</summary>
    /// <param name="path">The path, as in <c>/</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ScoringAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, new Uri(_address, path), null, cancellationToken);

    private async Task<ScoringAnswer> SendAsync(RequestMethod method, Uri address, JsonObject? body,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("x-ms-client-request-id", $"release-{Guid.NewGuid()}");
        if (Token is not null) message.Request.Headers.Add("Authorization", $"Bearer {Token}");
        if (Deployment is not null) message.Request.Headers.Add("azureml-model-deployment", Deployment);
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            await _pipeline.SendAsync(message, limit.Token);
            return Answer(message.Response, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is RequestFailedException or HttpRequestException or IOException
            or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // What happened to the connection is told innermost.
            var why = exception is OperationCanceledException
                ? $"within {Patience.TotalSeconds} s" : exception.GetBaseException().Message;
            return new ScoringAnswer(0, why, Stopwatch.GetElapsedTime(started));
        }
    }

    private static ScoringAnswer Answer(Response response, TimeSpan duration)
    {
        var text = response.Content.ToString();
        // A managed endpoint answers 424 for whatever the model's server has answered.
        var status = response.Headers.TryGetValue("ms-azureml-model-error-statuscode", out var inner)
            && int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? own : response.Status;
        return new ScoringAnswer(status, text, duration) { Body = Json(text) };
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return text.Length == 0 ? null : StrictJson.Parse(text);
        }
        catch (JsonException)
        {
            // A page of whoever stands before the service.
            return null;
        }
    }

    private sealed class Options : ClientOptions
    {
        public Options(HttpPipelineTransport transport)
        {
            Diagnostics.IsLoggingEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
            Retry.MaxRetries = 0;
            Transport = transport;
        }
    }
}
