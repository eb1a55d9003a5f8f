using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;

namespace MlopsInfra.ResourceManager;

/// <summary>
/// Resource Manager over the Azure SDK's own pipeline (sign-in, retries, patience with role assignments), for what the SDK's
/// generic resources do not do: reads that may find nothing, lists, POST actions, DELETEs with a query, answers without an id.
/// </summary>
public sealed class ArmRest
{
    private readonly Uri _endpoint;
    private readonly HttpPipeline _pipeline;
    private readonly DelayStrategy _polls;

    /// <summary>Sets the pipeline up; nothing is sent yet.</summary>
    /// <param name="connection">How Azure is reached.</param>
    /// <param name="waiting">Is told what is waited for.</param>
    public ArmRest(AzureConnection connection, Action<string> waiting)
    {
        _endpoint = connection.Environment.Endpoint;
        _polls = new PollDelay(connection.PollDelay, connection.PollLimit);
        _pipeline = HttpPipelineBuilder.Build(
            ClientSetup.Configure(new ArmClientOptions(), connection, waiting),
            new BearerTokenAuthenticationPolicy(connection.Credential, connection.Environment.DefaultScope));
    }

    /// <summary>The address of an id, list or action.</summary>
    /// <param name="path">The path, with or without a query.</param>
    /// <param name="apiVersion">The API version.</param>
    public Uri Url(string path, string apiVersion) =>
        new(_endpoint, $"{path}{(path.Contains('?') ? '&' : '?')}api-version={apiVersion}");

    /// <summary>A resource; null if there is none.</summary>
    public async Task<JsonObject?> FindAsync(Uri url, CancellationToken cancellationToken)
    {
        using var message = Request(RequestMethod.Get, url);
        await _pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status == 404) return null;
        return message.Response.Status == 200 ? Json(message.Response) : throw new RequestFailedException(message.Response);
    }

    /// <summary>All resources of a list; none if what they are in does not exist.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(Uri url, CancellationToken cancellationToken)
    {
        List<JsonObject> all = [];
        for (var next = url; next is not null;)
        {
            using var message = Request(RequestMethod.Get, next);
            await _pipeline.SendAsync(message, cancellationToken);
            if (message.Response.Status == 404) return [];
            if (message.Response.Status != 200) throw new RequestFailedException(message.Response);
            var page = Json(message.Response)!;
            all.AddRange(page["value"]!.AsArray().OfType<JsonObject>());
            next = page["nextLink"]?.GetValue<string>() is { Length: > 0 } link ? new Uri(link) : null;
        }

        return all;
    }

    /// <summary>Sends something and takes the answer as it is: 200, 201, 202 or 204.</summary>
    /// <returns>The status, and the body; null if it has none.</returns>
    public async Task<(int Status, JsonObject? Body)> SendAsync(RequestMethod method, Uri url, JsonObject? body,
        CancellationToken cancellationToken)
    {
        using var message = await SendAcceptedAsync(method, url, body, cancellationToken);
        return (message.Response.Status, Json(message.Response));
    }

    /// <summary>Sends something and waits until the long-running operation that it starts has ended well.</summary>
    /// <returns>The status of the first answer.</returns>
    public async Task<int> RunAsync(RequestMethod method, Uri url, JsonObject? body, CancellationToken cancellationToken)
    {
        using var message = await SendAcceptedAsync(method, url, body, cancellationToken);
        if (message.Response.Headers.TryGetValue("Azure-AsyncOperation", out var status))
            await WaitForStatusAsync(new Uri(status), cancellationToken);
        else if (message.Response.Status == 202 && message.Response.Headers.TryGetValue("Location", out var location))
            await WaitForEndAsync(new Uri(location), cancellationToken);
        return message.Response.Status;
    }

    private async Task<HttpMessage> SendAcceptedAsync(RequestMethod method, Uri url, JsonObject? body,
        CancellationToken cancellationToken)
    {
        var message = Request(method, url, body);
        await _pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status is 200 or 201 or 202 or 204) return message;
        using (message) throw new RequestFailedException(message.Response);
    }

    private async Task WaitForStatusAsync(Uri status, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            using var message = Request(RequestMethod.Get, status);
            await _pipeline.SendAsync(message, cancellationToken);
            if (message.Response.Status != 200) throw new RequestFailedException(message.Response);
            switch (Json(message.Response)?["status"]?.GetValue<string>())
            {
                case "Succeeded":
                    return;
                case "Failed" or "Canceled":
                    throw new RequestFailedException(message.Response);
                default:
                    await Task.Delay(_polls.GetNextDelay(message.Response, look), cancellationToken);
                    break;
            }
        }
    }

    private async Task WaitForEndAsync(Uri location, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            using var message = Request(RequestMethod.Get, location);
            await _pipeline.SendAsync(message, cancellationToken);
            if (message.Response.Status is 200 or 201 or 204) return;
            if (message.Response.Status != 202) throw new RequestFailedException(message.Response);
            await Task.Delay(_polls.GetNextDelay(message.Response, look), cancellationToken);
        }
    }

    private HttpMessage Request(RequestMethod method, Uri url, JsonObject? body = null)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(url);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is null) return message;
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        return message;
    }

    private static JsonObject? Json(Response response) =>
        response.ContentStream is { Length: > 0 } ? ArmAnswer.Value(response) as JsonObject : null;
}
