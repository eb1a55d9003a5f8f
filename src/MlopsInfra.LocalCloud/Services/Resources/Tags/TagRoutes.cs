using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Tags;

/// <summary>
/// The tags of a subscription, group or resource by themselves (<c>{scope}/providers/Microsoft.Resources/tags/default</c>): who
/// may change them needs no right to the rest.
/// </summary>
internal sealed class TagRoutes(CloudContext cloud) : IArmRoutes
{
    /// <summary>The type that they are asked for by.</summary>
    public const string TypeName = "Microsoft.Resources/tags";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Target is not { Kind: TargetKind.Resource, Id: { Parent: { } scope, Name: "default" } id }
            || id.Type != TypeName) return false;
        if (scope.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
        var method = request.Rest.Method;
        RequestChecks.RequireRight(cloud.Access, request.Principal, scope,
            $"{TypeName}/{(method is "GET" or "HEAD" ? "read" : method == "DELETE" ? "delete" : "write")}");
        if (scope.Type != ResourceType.Subscription && cloud.Store.Find(scope.Value) is null)
            throw ArmErrors.ResourceNotFound(scope);
        switch (method)
        {
            case "GET":
                await request.Rest.AnswerAsync(200, Show(scope, TagsOf(scope)));
                return true;
            case "PUT":
                var given = await request.Rest.ReadObjectAsync();
                await ChangeAsync(request, scope, _ => Tags(given));
                return true;
            case "PATCH":
                var patch = await request.Rest.ReadObjectAsync();
                await ChangeAsync(request, scope, tags => Patched(tags, Tags(patch), patch.Text("operation")));
                return true;
            case "DELETE":
                Change(scope, _ => []);
                request.Rest.Changed = true;
                await request.Rest.AnswerAsync(200);
                return true;
            default:
                return false;
        }
    }

    private async Task ChangeAsync(ArmRequest request, ResourceId scope, Func<JsonObject, JsonObject> change)
    {
        var tags = Change(scope, change);
        request.Rest.Changed = true;
        await request.Rest.AnswerAsync(200, Show(scope, tags));
    }

    private JsonObject Change(ResourceId scope, Func<JsonObject, JsonObject> change)
    {
        lock (cloud.Store.Gate)
        {
            var tags = change(TagsOf(scope));
            TagChecks.Check(new JsonObject { ["tags"] = tags.DeepClone() });
            RequestChecks.CheckLocks(cloud, scope, isDelete: false);
            cloud.Store.Commit([scope.Type == ResourceType.Subscription ? OfSubscription(scope, tags) : OfResource(scope, tags)]);
            return tags;
        }
    }

    private StoreChange OfResource(ResourceId id, JsonObject tags)
    {
        var existing = cloud.Store.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
        // Azure's own code is not published: this is the general one.
        if (cloud.Catalog.FindByArmType(id.Type)?.Body.Find("tags") is null)
            throw new ArmException(400, "BadRequest", $"Resources of type '{id.Type}' have no tags.", id.Value);
        var body = existing.Body.DeepClone().AsObject();
        body.Remove("tags");
        if (tags.Count > 0) body["tags"] = tags.DeepClone();
        return new StoreChange(existing.Key, existing with { Body = body, ChangedOn = cloud.Now });
    }

    // Of a subscription nothing else is kept.
    private StoreChange OfSubscription(ResourceId scope, JsonObject tags)
    {
        var (key, now) = (KeyOf(scope), cloud.Now);
        var body = new JsonObject { ["properties"] = new JsonObject { ["tags"] = tags.DeepClone() } };
        return new StoreChange(key, tags.Count == 0 ? null
            : new StoredResource(key, TypeName, body, [], cloud.Store.Find(key)?.CreatedOn ?? now, now, []));
    }

    private JsonObject TagsOf(ResourceId scope) => (scope.Type == ResourceType.Subscription
        ? cloud.Store.Find(KeyOf(scope))?.Body.At("properties.tags") : cloud.Store.Find(scope.Value)?.Body["tags"])
            ?.DeepClone() as JsonObject ?? [];

    private static JsonObject Patched(JsonObject tags, JsonObject changes, string? operation)
    {
        var left = new JsonObject(tags.Where(tag => !changes.Has(tag.Key)).Select(Copy));
        return operation?.ToUpperInvariant() switch
        {
            "REPLACE" => changes,
            "MERGE" => new JsonObject(left.Select(Copy).Concat(changes.Select(Copy))),
            // With a value only the tag that has this value goes.
            "DELETE" => new JsonObject(tags.Where(tag => !changes.Has(tag.Key)
                || (changes.Text(tag.Key) is { Length: > 0 } value && value != tag.Value.AsText())).Select(Copy)),
            _ => throw new ArmException(400, "InvalidRequestContent",
                $"The operation '{operation}' is none of 'Replace', 'Merge', 'Delete'.", "operation"),
        };
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> tag) =>
        KeyValuePair.Create(tag.Key, tag.Value?.DeepClone());

    private static JsonObject Tags(JsonObject body) => body.At("properties.tags") is JsonObject tags
        ? new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)(tag.Value.AsText() ?? ""))))
        : throw new ArmException(400, "InvalidRequestContent",
            "The request content was invalid: 'properties.tags' is missing.", "properties.tags");

    private static string KeyOf(ResourceId scope) => $"{scope.Value}/providers/{TypeName}/default";

    private static JsonObject Show(ResourceId scope, JsonObject tags) => new()
    {
        ["id"] = KeyOf(scope),
        ["name"] = "default",
        ["type"] = TypeName,
        ["properties"] = new JsonObject { ["tags"] = tags.DeepClone() },
    };
}
