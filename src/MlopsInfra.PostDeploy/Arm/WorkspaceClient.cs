using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Models;
using Azure.ResourceManager.Resources;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>
/// The workspace over Resource Manager. Resources are written through the SDK's generic resources, which follow long-running
/// operations; what those do not do (schedules, for one, whose answer has no id) goes through <see cref="ArmRest"/>.
/// </summary>
internal sealed class WorkspaceClient
{
    private const string Provider = "Microsoft.MachineLearningServices/workspaces";

    // Set for every type: without it the SDK asks the provider for its versions first, and may take a preview.
    private static readonly string[] Types =
    [
        Provider, $"{Provider}/codes/versions", $"{Provider}/environments/versions", $"{Provider}/components/versions",
        $"{Provider}/data/versions",
        $"{Provider}/models/versions", $"{Provider}/batchEndpoints", $"{Provider}/batchEndpoints/deployments",
    ];

    private readonly Lazy<ArmClient> _arm;
    private readonly ArmRest _rest;
    private readonly ArmRest _impatient;
    private readonly DelayStrategy _polls;

    public WorkspaceClient(AzureConnection connection, string workspaceId, Action<string> waiting)
    {
        WorkspaceId = workspaceId;
        _polls = new PollDelay(connection.PollDelay, connection.PollLimit);
        // A run that writes nothing does not pay for it.
        _arm = new Lazy<ArmClient>(() => CreateClient(connection, waiting));
        _rest = new ArmRest(connection, waiting);
        _impatient = new ArmRest(connection with { RoleAssignmentWait = TimeSpan.Zero }, waiting);
    }

    /// <summary>The newest stable version whose bodies are known here.</summary>
    public static string ApiVersion => "2025-12-01";

    public string WorkspaceId { get; }

    /// <summary>The workspace itself; null if there is none.</summary>
    public Task<JsonObject?> FindItselfAsync(CancellationToken cancellationToken) =>
        _rest.FindAsync(_rest.Url(WorkspaceId, ApiVersion), cancellationToken);

    /// <summary>Any other resource, which publishing can do without: a right that is missing is not waited for.</summary>
    public Task<JsonObject?> FindOtherAsync(string id, string apiVersion, CancellationToken cancellationToken) =>
        _impatient.FindAsync(_impatient.Url(id, apiVersion), cancellationToken);

    /// <summary>A resource below the workspace; null if there is none.</summary>
    public Task<JsonObject?> FindAsync(string path, CancellationToken cancellationToken) =>
        _rest.FindAsync(Url(path), cancellationToken);

    /// <summary>All resources of a collection below the workspace; none if what they are in does not exist.</summary>
    public Task<IReadOnlyList<JsonObject>> ListAsync(string path, CancellationToken cancellationToken) =>
        _rest.ListAsync(Url(path), cancellationToken);

    /// <summary>Creates or replaces a resource and waits until Azure is done with it.</summary>
    public async Task PutAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        var data =
            new GenericResourceData(body["location"]?.GetValue<string>() is { } location ? new AzureLocation(location) : default)
        {
            Properties = BinaryData.FromString(body["properties"]!.ToJsonString()),
        };
        foreach (var (name, value) in body["tags"] as JsonObject ?? []) data.Tags[name] = value!.GetValue<string>();
        if (body["identity"]?["type"]?.GetValue<string>() is { } identity)
            data.Identity = new ManagedServiceIdentity(new ManagedServiceIdentityType(identity));
        var operation =
            await _arm.Value.GetGenericResources().CreateOrUpdateAsync(WaitUntil.Started, Id(path), data, cancellationToken);
        await operation.WaitForCompletionAsync(_polls, cancellationToken);
    }

    /// <summary>Creates or replaces a resource whose answer may lack an id, and waits until Azure is done with it.</summary>
    /// <param name="path">Its path below the workspace.</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <param name="apiVersion">The API version; null for <see cref="ApiVersion"/>.</param>
    public Task PutPlainAsync(string path, JsonObject body, CancellationToken cancellationToken, string? apiVersion = null) =>
        _rest.RunAsync(RequestMethod.Put, _rest.Url($"{WorkspaceId}/{path}", apiVersion ?? ApiVersion), body, cancellationToken);

    /// <summary>Deletes a resource and waits until it is gone.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var operation = await _arm.Value.GetGenericResource(Id(path)).DeleteAsync(WaitUntil.Started, cancellationToken);
        await operation.WaitForCompletionResponseAsync(_polls, cancellationToken);
    }

    /// <summary>A POST action; the answer, or null if it has no body.</summary>
    public async Task<JsonObject?> PostAsync(string path, JsonObject? body, CancellationToken cancellationToken) =>
        (await _rest.SendAsync(RequestMethod.Post, Url(path), body, cancellationToken)).Body;

    /// <summary>
    /// A POST action without a body, which publishing can do without: a right that is missing is not waited for.
    /// </summary>
    public async Task<JsonObject?> PostImpatientAsync(string path, CancellationToken cancellationToken) =>
        (await _impatient.SendAsync(RequestMethod.Post, Url(path), body: null, cancellationToken)).Body;

    private static ArmClient CreateClient(AzureConnection connection, Action<string> waiting)
    {
        var options = ClientSetup.Configure(new ArmClientOptions { Environment = connection.Environment }, connection, waiting);
        foreach (var type in Types) options.SetApiVersion(new ResourceType(type), ApiVersion);
        return new ArmClient(connection.Credential, defaultSubscriptionId: null, options);
    }

    private ResourceIdentifier Id(string path) => new($"{WorkspaceId}/{path}");

    private Uri Url(string path) => _rest.Url($"{WorkspaceId}/{path}", ApiVersion);
}
