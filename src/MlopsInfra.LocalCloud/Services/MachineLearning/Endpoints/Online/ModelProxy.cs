using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// Leads requests to the process of a deployment, and its answers back. Bodies are streamed, and nothing is kept.
/// </summary>
internal sealed class ModelProxy : IDisposable
{
    // What is between two neighbours on the way, and what the front end says of itself.
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Proxy-Connection", "Host", "Server", "Date",
        "Authorization", "Expect", "azureml-model-deployment", CallerHeaders.Network,
    };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Asks the process, and answers with what it answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The path and the query behind the endpoint's name.</param>
    /// <param name="process">The process.</param>
    /// <param name="deployment">The deployment's name.</param>
    /// <param name="answered">Told when the process has answered, before who asked can know it.</param>
    /// <returns>Why there was no answer; null if there was one.</returns>
    public async Task<ScoringRefusal?> ForwardAsync(RestRequest request, string path, DeploymentProcess process,
        string deployment, Action answered)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(request.Http.RequestAborted);
        limit.CancelAfter(process.Plan.RequestTimeout);
        var isManaged = process.Plan.IsManaged;
        try
        {
            using var message = MessageOf(request.Http, new Uri($"http://127.0.0.1:{process.Port}{path}"),
                BodyOf(request.Http));
            using var answer = await _client.SendAsync(message, limit.Token);
            WriteHead(request.Http.Response, answer, isManaged, deployment);
            await CopyAsync(answer.Content, request.Http.Response.Body, answered, limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (!request.Http.RequestAborted.IsCancellationRequested)
        {
            return Unless(request.Http, ScoringRefusal.Timeout(isManaged));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Unless(request.Http, process.IsReady ? ScoringRefusal.Broken(isManaged) : ScoringRefusal.NotReady(isManaged));
        }
    }

    /// <summary>A copy of a request, for another process.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">The path and the query.</param>
    /// <param name="process">The process.</param>
    /// <param name="body">The body.</param>
    public static HttpRequestMessage CopyOf(HttpContext http, string path, DeploymentProcess process, byte[] body) =>
        MessageOf(http, new Uri($"http://127.0.0.1:{process.Port}{path}"), body.Length > 0 ? new ByteArrayContent(body) : null);

    /// <summary>Sends a copy, and drops the answer.</summary>
    /// <param name="message">The copy.</param>
    /// <param name="process">The process.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The status that would have been answered.</returns>
    public async Task<int> SendCopyAsync(HttpRequestMessage message, DeploymentProcess process,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(process.Plan.RequestTimeout);
        var isManaged = process.Plan.IsManaged;
        try
        {
            using var answer = await _client.SendAsync(message, limit.Token);
            await answer.Content.CopyToAsync(Stream.Null, limit.Token);
            return StatusOf((int)answer.StatusCode, isManaged);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ScoringRefusal.Timeout(isManaged).Status;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return ScoringRefusal.Broken(isManaged).Status;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // Who asked knows by the length that the answer has ended, and may ask again at once. Without a length the end is told last.
    private static async Task CopyAsync(HttpContent answer, Stream target, Action answered, CancellationToken cancellationToken)
    {
        if (answer.Headers.ContentLength is not { } length)
        {
            await answer.CopyToAsync(target, cancellationToken);
            return;
        }

        await using var source = await answer.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if ((length -= read) <= 0) answered();
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // An answer that has begun can't become another one: its connection is cut.
    private static ScoringRefusal? Unless(HttpContext http, ScoringRefusal refusal)
    {
        if (!http.Response.HasStarted) return refusal;
        http.Abort();
        return null;
    }

    private static StreamContent? BodyOf(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true) return null;
        var content = new StreamContent(http.Request.Body);
        content.Headers.ContentLength = http.Request.ContentLength;
        return content;
    }

    private static HttpRequestMessage MessageOf(HttpContext http, Uri address, HttpContent? content)
    {
        var message = new HttpRequestMessage(new HttpMethod(http.Request.Method), address)
        {
            Version = HttpVersion.Version11,
            Content = content,
        };
        foreach (var (name, values) in http.Request.Headers)
        {
            if (NotForwarded.Contains(name) || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)) continue;
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values.ToArray()!))
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values.ToArray()!);
        }

        return message;
    }

    private static void WriteHead(HttpResponse response, HttpResponseMessage answer, bool isManaged, string deployment)
    {
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (!NotForwarded.Contains(name)) response.Headers[name] = values.ToArray();
        }

        var status = (int)answer.StatusCode;
        response.StatusCode = StatusOf(status, isManaged);
        response.Headers["azureml-model-deployment"] = deployment;
        response.Headers.Server = "azureml-frontdoor";
        if (!isManaged || status == 200) return;
        response.Headers["ms-azureml-model-error-reason"] = "model_error";
        response.Headers["ms-azureml-model-error-statuscode"] =
            status.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    // "HTTP status codes" of managed endpoints and of Kubernetes: a managed one answers 424 whatever the model's status is.
    private static int StatusOf(int status, bool isManaged) => (isManaged, status) switch
    {
        (true, 200) => 200,
        (true, _) => 424,
        (false, 500) => 502,
        _ => status,
    };
}
