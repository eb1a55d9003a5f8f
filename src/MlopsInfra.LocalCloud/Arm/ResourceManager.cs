using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Azure's control plane over the store: every check, then the write.</summary>
internal sealed class ResourceManager(CloudContext cloud) : IResourceManager, IResourceCatalog
{
    private readonly WriteTurns _turns = new();
    private readonly PutPipeline _puts = new(cloud);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Types => cloud.Catalog.Types;

    /// <inheritdoc/>
    public IReadOnlyList<string> ApiVersions(ResourceType type) => RequestChecks.Versions(cloud, type);

    /// <inheritdoc/>
    public ValueTask<PutResult> PutAsync(ResourceId id, JsonObject body, ArmRequestOptions options,
        CancellationToken cancellationToken) =>
        WriteAsync(id, (_, _) => body, options, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<JsonObject> PatchAsync(ResourceId id, JsonObject patch, ArmRequestOptions options,
        CancellationToken cancellationToken)
    {
        var result = await WriteAsync(
            id,
            (schema, existing) =>
            {
                if (existing is null) throw ArmErrors.ResourceNotFound(id);
                var rules = cloud.Types.Of(id.Type);
                rules.CheckPatch(id, patch);
                return PatchRules.Apply(schema, existing.Body, rules.PatchesProperties && !patch.ContainsKey("properties")
                    ? new JsonObject { ["properties"] = patch.DeepClone() } : patch);
            },
            options,
            cancellationToken);
        return result.Resource;
    }

    /// <summary>Changes what is there, so that no other change comes between reading and writing.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">From the body that it has to the one that it is to have.</param>
    /// <param name="options">How it is asked for.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public ValueTask<PutResult> ChangeAsync(
        ResourceId id, Func<JsonObject, JsonObject> change, ArmRequestOptions options, CancellationToken cancellationToken) =>
        WriteAsync(id, (_, existing) => existing is null ? throw ArmErrors.ResourceNotFound(id) : change(existing.Body), options,
            cancellationToken);

    /// <summary>
    /// Refuses a PUT for what can be known before it is made: rights, type, version, name, and a body that its schema does not
    /// take. What it stands in and refers to need not be there yet.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">The body; null where it is not known yet.</param>
    /// <param name="options">How it would be asked for.</param>
    public void Preflight(ResourceId id, JsonObject? body, ArmRequestOptions options)
    {
        id = cloud.Spell(id);
        if (id.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
        var schema = RequestChecks.Schema(cloud, id, options.ApiVersion);
        lock (cloud.Store.Gate)
        {
            RequestChecks.CheckAccess(cloud, id, "write", options);
            var existing = cloud.Store.Find(id.Value);
            if (body is not null) _puts.Preflight(new PutContext(cloud, id, schema, body, existing, options));
            else if (existing is null) RequestChecks.CheckName(cloud, id);
        }
    }

    /// <summary>Changes what is there as its own service does: from all that is kept of it, what the cloud computed
    /// included.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">From what it is to what it is to be.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public ValueTask<PutResult> ChangeAsServiceAsync(ResourceId id, Func<JsonObject, JsonObject> change,
        CancellationToken cancellationToken) =>
        WriteAsync(id, (_, existing) => existing is null
            ? throw ArmErrors.ResourceNotFound(id) : change(Views.Written(cloud, existing)),
            new ArmRequestOptions(AsService: true), cancellationToken);

    /// <inheritdoc/>
    public JsonObject? Find(ResourceId id) => Views.Find(cloud, id);

    /// <inheritdoc/>
    public IReadOnlyList<JsonObject> List(ResourceId parent, ResourceType type) => Views.List(cloud, parent, type);

    /// <inheritdoc/>
    public IEnumerable<string> Names(ResourceId parent, ResourceType type) =>
        cloud.Store.Listed(parent.Value, type).Select(resource => resource.Name);

    /// <inheritdoc/>
    public IReadOnlyList<JsonObject> OfType(ResourceType type) =>
        [.. cloud.Store.OfType(type).Select(found => Views.Shown(cloud, found))];

    /// <inheritdoc/>
    public JsonObject? FindByName(ResourceType type, string name) =>
        cloud.Store.FindByName(type, name) is { } found ? Views.Shown(cloud, found) : null;

    /// <inheritdoc/>
    public DateTimeOffset? CreatedOn(ResourceId id) => cloud.Store.Find(id.Value)?.CreatedOn;

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(ResourceId id, ArmRequestOptions options, CancellationToken cancellationToken)
    {
        id = cloud.Spell(id);
        using var turn = await TakeTurnAsync(id, cancellationToken);
        lock (cloud.Store.Gate)
        {
            if (cloud.Store.Find(id.Value) is not { } existing) return false;
            RequestChecks.CheckAccess(cloud, id, "delete", options);
            RequestChecks.CheckLocks(cloud, id, isDelete: true);
            Preconditions.Check(cloud, existing, options);
            var changes = Deletion.Plan(new DeleteContext(cloud, id, existing, options), options.AsService);
            cloud.Store.Commit(changes);
            return true;
        }
    }

    /// <inheritdoc/>
    public ValueTask<JsonNode?> PostAsync(ResourceId id, string action, JsonNode? body, ArmRequestOptions options,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        id = cloud.Spell(id);
        lock (cloud.Store.Gate)
        {
            RequestChecks.CheckAccess(cloud, id, $"{action}/action", options);
            var existing = cloud.Store.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
            // An action is a POST, and a lock that only lets read keeps every POST out ("Lock your resources", considerations).
            RequestChecks.CheckLocks(cloud, id, isDelete: false);
            var post = new PostContext(cloud, id, existing, action, body);
            if (cloud.Types.Of(id.Type).TryPost(post, out var answer)) return ValueTask.FromResult(answer);
            throw new ArmException(404, "InvalidResourceType",
                $"The resource type '{id.Type}' has no action '{action}'. (The local cloud does not know it.)", id.Value);
        }
    }

    private async ValueTask<PutResult> WriteAsync(
        ResourceId id, Func<ResourceSchema, StoredResource?, JsonObject> body, ArmRequestOptions options,
        CancellationToken cancellationToken)
    {
        id = cloud.Spell(id);
        var schema = RequestChecks.Schema(cloud, id, options.ApiVersion);
        using var turn = await TakeTurnAsync(id, cancellationToken);
        lock (cloud.Store.Gate)
        {
            var existing = cloud.Store.Find(id.Value);
            // What is there keeps the case it was first written in.
            if (existing is not null) id = ResourceId.Parse(existing.Key);
            if (options.AsService) return _puts.RunAsService(id, body(schema, existing), existing);
            // Who has no right learns nothing about the body.
            RequestChecks.CheckSurroundings(cloud, id);
            RequestChecks.CheckAccess(cloud, id, "write", options);
            return _puts.Run(new PutContext(cloud, id, schema, body(schema, existing), existing, options));
        }
    }

    private async ValueTask<IDisposable?> TakeTurnAsync(ResourceId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rules = cloud.Types.Of(id.Type);
        if (rules.SerializedBy(id) is not { } what) return null;
        var turn = _turns.TryTake(what) ?? throw rules.Busy(id);
        try
        {
            await Task.Delay(cloud.Options.SerializedWrite, cloud.Options.Time, cancellationToken);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }
}
