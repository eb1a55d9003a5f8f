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
            using var message = MessageOf(request.Http, new Uri($"http://127.0.0.1:{process.Port}{path}"));
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

    private static HttpRequestMessage MessageOf(HttpContext http, Uri address)
    {
        var message = new HttpRequestMessage(new HttpMethod(http.Request.Method), address) { Version = HttpVersion.Version11 };
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            message.Content = new StreamContent(http.Request.Body);
            message.Content.Headers.ContentLength = http.Request.ContentLength;
        }

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
