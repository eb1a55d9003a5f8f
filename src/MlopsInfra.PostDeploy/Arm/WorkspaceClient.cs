using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.ResourceManager.Models;
using Azure.ResourceManager.Resources;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>
/// The workspace over Resource Manager. Resources are written through the SDK's generic resources, which follow long-running
/// operations. Reads that may find nothing, lists, POST actions and schedules (whose answer has no id, which generic resources
/// do not take) go over the SDK's pipeline with the same policies.
/// </summary>
internal sealed class WorkspaceClient
{
    private const string Provider = "Microsoft.MachineLearningServices/workspaces";

    // Set for every type: without it the SDK asks the provider for its versions first, and may take a preview.
    private static readonly string[] Types =
    [
        Provider, $"{Provider}/codes/versions", $"{Provider}/environments/versions", $"{Provider}/components/versions", $"{Provider}/data/versions",
        $"{Provider}/models/versions", $"{Provider}/batchEndpoints", $"{Provider}/batchEndpoints/deployments",
    ];

    private readonly Uri endpoint;
    private readonly Lazy<ArmClient> arm;
    private readonly HttpPipeline pipeline;
    private readonly DelayStrategy polls;

    public WorkspaceClient(AzureConnection connection, string workspaceId, Action<string> waiting)
    {
        WorkspaceId = workspaceId;
        endpoint = connection.Environment.Endpoint;
        polls = new PollDelay(connection.PollDelay, connection.PollLimit);
        // A run that writes nothing does not pay for it.
        arm = new Lazy<ArmClient>(() => CreateClient(connection, waiting));
        pipeline = HttpPipelineBuilder.Build(
            ClientSetup.Configure(new ArmClientOptions(), connection, waiting),
            new BearerTokenAuthenticationPolicy(connection.Credential, connection.Environment.DefaultScope));
    }

    /// <summary>The newest stable version whose bodies are known here.</summary>
    public static string ApiVersion => "2025-12-01";

    public string WorkspaceId { get; }

    /// <summary>A resource below the workspace; null if there is none.</summary>
    public async Task<JsonObject?> FindAsync(string path, CancellationToken cancellationToken)
    {
        using var message = Request(RequestMethod.Get, Url(path));
        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status == 404) return null;
        return message.Response.Status == 200 ? Json(message.Response) : throw new RequestFailedException(message.Response);
    }

    /// <summary>All resources of a collection below the workspace; none if what they are in does not exist.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, CancellationToken cancellationToken)
    {
        List<JsonObject> all = [];
        for (var next = Url(path); next is not null;)
        {
            using var message = Request(RequestMethod.Get, next);
            await pipeline.SendAsync(message, cancellationToken);
            if (message.Response.Status == 404) return [];
            if (message.Response.Status != 200) throw new RequestFailedException(message.Response);
            var page = Json(message.Response)!;
            all.AddRange(page["value"]!.AsArray().OfType<JsonObject>());
            next = page["nextLink"]?.GetValue<string>() is { Length: > 0 } link ? new Uri(link) : null;
        }

        return all;
    }

    /// <summary>Creates or replaces a resource and waits until Azure is done with it.</summary>
    public async Task PutAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        var data = new GenericResourceData(body["location"]?.GetValue<string>() is { } location ? new AzureLocation(location) : default)
        {
            Properties = BinaryData.FromString(body["properties"]!.ToJsonString()),
        };
        foreach (var (name, value) in body["tags"] as JsonObject ?? []) data.Tags[name] = value!.GetValue<string>();
        if (body["identity"]?["type"]?.GetValue<string>() is { } identity) data.Identity = new ManagedServiceIdentity(new ManagedServiceIdentityType(identity));
        var operation = await arm.Value.GetGenericResources().CreateOrUpdateAsync(WaitUntil.Started, Id(path), data, cancellationToken);
        await operation.WaitForCompletionAsync(polls, cancellationToken);
    }

    /// <summary>Creates or replaces a resource whose answer is complete at once, and may lack an id.</summary>
    public async Task PutPlainAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var message = Request(RequestMethod.Put, Url(path), body);
        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status is not (200 or 201)) throw new RequestFailedException(message.Response);
        await WaitAsync(path, message.Response, cancellationToken);
    }

    /// <summary>Deletes a resource and waits until it is gone.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var operation = await arm.Value.GetGenericResource(Id(path)).DeleteAsync(WaitUntil.Started, cancellationToken);
        await operation.WaitForCompletionResponseAsync(polls, cancellationToken);
    }

    /// <summary>A POST action; the answer, or null if it has no body.</summary>
    public async Task<JsonObject?> PostAsync(string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var message = Request(RequestMethod.Post, Url(path), body);
        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status is not (200 or 201 or 202 or 204)) throw new RequestFailedException(message.Response);
        return Json(message.Response);
    }

    private static ArmClient CreateClient(AzureConnection connection, Action<string> waiting)
    {
        var options = ClientSetup.Configure(new ArmClientOptions { Environment = connection.Environment }, connection, waiting);
        foreach (var type in Types) options.SetApiVersion(new ResourceType(type), ApiVersion);
        return new ArmClient(connection.Credential, defaultSubscriptionId: null, options);
    }

    private async Task WaitAsync(string path, Response response, CancellationToken cancellationToken)
    {
        if (!response.Headers.TryGetValue("Azure-AsyncOperation", out var status)) return;
        for (var look = 1; ; look++)
        {
            using var message = Request(RequestMethod.Get, new Uri(status));
            await pipeline.SendAsync(message, cancellationToken);
            if (message.Response.Status != 200) throw new RequestFailedException(message.Response);
            var document = Json(message.Response);
            switch (document?["status"]?.GetValue<string>())
            {
                case "Succeeded":
                    return;
                case "Failed" or "Canceled":
                    throw new RequestFailedException(message.Response);
                default:
                    await Task.Delay(polls.GetNextDelay(message.Response, look), cancellationToken);
                    break;
            }
        }
    }

    private HttpMessage Request(RequestMethod method, Uri uri, JsonObject? body = null)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is null) return message;
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        return message;
    }

    private ResourceIdentifier Id(string path) => new($"{WorkspaceId}/{path}");

    private Uri Url(string path) => new(endpoint, $"{WorkspaceId}/{path}{(path.Contains('?') ? '&' : '?')}api-version={ApiVersion}");

    private static JsonObject? Json(Response response) =>
        response.ContentStream is { Length: > 0 } ? JsonNode.Parse(response.Content) as JsonObject : null;
}
