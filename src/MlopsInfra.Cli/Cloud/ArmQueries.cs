using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Cloud;

/// <summary>
/// Asks Azure Resource Manager what has no class in the SDK that is served everywhere: usages, sizes, permissions.
/// </summary>
internal sealed class ArmQueries
{
    private readonly AzureConnection _connection;
    private readonly HttpPipeline _pipeline;

    /// <summary>Sets up the SDK's pipeline and client.</summary>
    /// <param name="connection">How Azure is reached.</param>
    public ArmQueries(AzureConnection connection)
    {
        _connection = connection;
        _pipeline = HttpPipelineBuilder.Build(CreateOptions(connection),
            new BearerTokenAuthenticationPolicy(connection.Credential, connection.Environment.DefaultScope));
        Client = new ArmClient(connection.Credential, defaultSubscriptionId: null, CreateOptions(connection));
    }

    /// <summary>The SDK's client, for what it has classes for.</summary>
    public ArmClient Client { get; }

    /// <summary>The elements of a list, page by page.</summary>
    /// <param name="path">The path with its API version, as in <c>/subscriptions/ID/providers?api-version=2021-04-01</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RequestFailedException">Azure refuses.</exception>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path, CancellationToken cancellationToken)
    {
        var all = new List<JsonNode>();
        for (var next = new Uri(_connection.Environment.Endpoint, path); next is not null;)
        {
            using var message = Get(next);
            await _pipeline.SendAsync(message, cancellationToken);
            if (message.Response.Status != 200) throw new RequestFailedException(message.Response);
            var page = ArmAnswer.Object(message.Response);
            all.AddRange((page["value"] as JsonArray ?? []).OfType<JsonNode>());
            next = Next(page, message.Response);
        }

        return all;
    }

    /// <summary>Whether there is a resource.</summary>
    /// <param name="path">Its id with the API version, as in
    /// <c>/subscriptions/ID/resourceGroups/NAME?api-version=2024-03-01</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RequestFailedException">Azure says neither yes nor no.</exception>
    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken)
    {
        using var message = Get(new Uri(_connection.Environment.Endpoint, path));
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status switch
        {
            200 => true,
            404 => false,
            _ => throw new RequestFailedException(message.Response),
        };
    }

    /// <summary>A resource.</summary>
    /// <param name="path">Its id with the API version.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RequestFailedException">Azure refuses.</exception>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var message = Get(new Uri(_connection.Environment.Endpoint, path));
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status == 200
            ? ArmAnswer.Object(message.Response) : throw new RequestFailedException(message.Response);
    }

    /// <summary>The answer of an action.</summary>
    /// <param name="path">The path with its API version.</param>
    /// <param name="body">What is asked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RequestFailedException">Azure refuses.</exception>
    public async Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken cancellationToken)
    {
        using var message = Get(new Uri(_connection.Environment.Endpoint, path));
        message.Request.Method = RequestMethod.Post;
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status == 200
            ? ArmAnswer.Object(message.Response) : throw new RequestFailedException(message.Response);
    }

    private static Uri? Next(JsonObject page, Response response)
    {
        if (page["nextLink"] is not { } link) return null;
        if (link is JsonValue value && value.TryGetValue(out string? text) && Uri.TryCreate(text, UriKind.Absolute, out var next))
            return next;
        return link.ToString().Length == 0 ? null : throw new RequestFailedException(response.Status,
            "The answer's 'nextLink' is no address.", "InvalidAnswer", null);
    }

    private HttpMessage Get(Uri address)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("Accept", "application/json");
        return message;
    }

    private static ArmClientOptions CreateOptions(AzureConnection connection)
    {
        var options = new ArmClientOptions { Environment = connection.Environment };
        options.Retry.MaxRetries = connection.MaxRetries;
        options.Diagnostics.ApplicationId = "MlopsInfra";
        options.Diagnostics.IsLoggingEnabled = false;
        if (connection.Transport is { } transport) options.Transport = transport;
        return options;
    }
}
