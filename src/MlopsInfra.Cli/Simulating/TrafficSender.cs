using System.Globalization;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Simulating;

/// <summary>Sends requests of past times: the header <c>x-mlops-time</c> says when each would have come.</summary>
internal sealed class TrafficSender
{
    /// <summary>The header that says when a request would have come.</summary>
    public const string TimeHeader = "x-mlops-time";

    private const int Attempts = 6;

    private static readonly HttpClientTransport Plain = new(new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) });

    private readonly HttpPipeline _pipeline;
    private readonly Uri _address;
    private readonly string? _token;

    /// <param name="served">What is asked.</param>
    /// <param name="connection">How the local cloud is reached; carries requests to an online endpoint.</param>
    /// <param name="token">A bearer token; null where none is wanted.</param>
    public TrafficSender(ServedModel served, AzureConnection connection, string? token)
    {
        _pipeline = HttpPipelineBuilder.Build(new Options(served.IsOnline ? connection.Transport ?? Plain : Plain));
        (_address, _token) = (served.Score, token);
    }

    /// <summary>Sends one. A service that is not up yet, or too busy, is asked again.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The status, and what the answer said; 0 where there was none.</returns>
    public async Task<(int Status, string Answer)> SendAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await TryAsync(request, cancellationToken);
            if (attempt == Attempts || answer.Status is not (0 or (int)HttpStatusCode.TooManyRequests
                or (int)HttpStatusCode.BadGateway or (int)HttpStatusCode.ServiceUnavailable)) return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), cancellationToken);
        }
    }

    private async Task<(int Status, string Answer)> TryAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_address);
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("x-ms-client-request-id", request.Id);
        message.Request.Headers.Add(TimeHeader,
            request.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        if (_token is not null) message.Request.Headers.Add("Authorization", $"Bearer {_token}");
        message.Request.Content = RequestContent.Create(BinaryData.FromString(request.Body.ToJsonString()));
        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
            return (message.Response.Status, message.Response.Content.ToString());
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken) || exception is HttpRequestException)
        {
            return (0, exception.GetBaseException().Message);
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
