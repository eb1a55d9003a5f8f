using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Tags;

/// <summary>The names of tags in a subscription: those in use, with their values, and those that were made beforehand.</summary>
internal sealed class TagNameRoutes(CloudContext cloud) : IPathRoutes
{
    private const string TypeName = "Microsoft.Resources/tagNames";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match("GET subscriptions/*/tagNames") is [var listed])
        {
            Require(request, listed, "read");
            await request.Rest.AnswerAsync(200, Page.Whole(TagUse.Of(cloud, listed).Select(use => use.Show())));
            return true;
        }

        var isWrite = request.Rest.Method == "PUT";
        if (!isWrite && request.Rest.Method != "DELETE") return false;
        var method = request.Rest.Method;
        if (request.Match($"{method} subscriptions/*/tagNames/*/tagValues/*") is [var subscription, var name, var value])
        {
            Require(request, subscription, isWrite ? "write" : "delete");
            await ChangeValueAsync(request.Rest, subscription, name, value, isWrite);
            return true;
        }

        if (request.Match($"{method} subscriptions/*/tagNames/*") is not [var at, var tag]) return false;
        Require(request, at, isWrite ? "write" : "delete");
        await ChangeNameAsync(request.Rest, at, tag, isWrite);
        return true;
    }

    private async Task ChangeNameAsync(RestRequest request, string subscription, string name, bool isWrite)
    {
        var (key, use) = (KeyOf(subscription, name), TagUse.Find(cloud, subscription, name));
        var made = cloud.Store.Find(key);
        request.Changed = (made is null) == isWrite;
        if (isWrite)
        {
            TagChecks.Check(new JsonObject { ["tags"] = new JsonObject { [name] = "" } });
            if (made is null) Write(key, []);
            await request.AnswerAsync(use is null ? 201 : 200, TagUse.Find(cloud, subscription, name)!.Show());
            return;
        }

        if (use is { Count: > 0 }) throw InUse(name);
        if (made is not null) cloud.Store.Commit([new StoreChange(key, null)]);
        await request.AnswerAsync(made is null ? 204 : 200);
    }

    private async Task ChangeValueAsync(RestRequest request, string subscription, string name, string value, bool isWrite)
    {
        var key = KeyOf(subscription, name);
        var use = TagUse.Find(cloud, subscription, name)
            ?? throw new ArmException(404, "TagNotFound", $"The tag '{name}' could not be found.", name);
        var made = TagUse.ValuesMade(cloud.Store.Find(key));
        var isThere = made.Contains(value, StringComparer.OrdinalIgnoreCase);
        if (!isWrite && use.Values.GetValueOrDefault(value) > 0) throw InUse($"{name}:{value}");
        request.Changed = isThere != isWrite;
        if (request.Changed)
            Write(key, isWrite ? made.Append(value)
                : made.Where(each => !each.Equals(value, StringComparison.OrdinalIgnoreCase)));
        if (isWrite) await request.AnswerAsync(isThere ? 200 : 201, TagUse.Find(cloud, subscription, name)!.ShowValue(value));
        else await request.AnswerAsync(isThere ? 200 : 204);
    }

    private void Write(string key, IEnumerable<string> values)
    {
        var body = new JsonObject { ["values"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };
        cloud.Store.Commit([new StoreChange(key, new StoredResource(key, TypeName, body, [],
            cloud.Store.Find(key)?.CreatedOn ?? cloud.Now, cloud.Now, []))]);
    }

    private void Require(PathRequest request, string subscription, string operation)
    {
        RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireRight(cloud.Access, request.Principal, ResourceId.Parse($"/subscriptions/{subscription}"),
            $"Microsoft.Resources/subscriptions/tagNames/{operation}");
    }

    private static string KeyOf(string subscription, string name) => $"/subscriptions/{subscription}/tagNames/{name}";

    private static ArmException InUse(string what) => new(409, "TagInUse",
        $"The tag '{what}' is in use and can't be deleted: take it off all resources and groups first.", what);
}
