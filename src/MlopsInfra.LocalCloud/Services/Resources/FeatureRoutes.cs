using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>
/// Features that a subscription is registered for. Which ones there are is for services to say; what is registered is kept.
/// Nothing depends on it here.
/// </summary>
internal sealed class FeatureRoutes(CloudContext cloud, IEnumerable<PreviewFeature> features) : IPathRoutes
{
    /// <summary>The namespace that they are asked for in.</summary>
    public const string Namespace = "Microsoft.Features";

    private const string StoredType = $"{Namespace}/providers/features";
    private const string Root = $"subscriptions/*/providers/{Namespace}";

    private readonly PreviewFeature[] _features = [.. features];

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match($"GET {Root}/features") is [var everywhere])
        {
            Require(request, everywhere, "features/read");
            await AnswerListAsync(request.Rest, everywhere, _features);
            return true;
        }

        if (request.Match($"GET {Root}/providers/*/features") is [var at, var space])
        {
            Require(request, at, "features/read");
            await AnswerListAsync(request.Rest, at, _features.Where(feature => Is(feature.Namespace, space)));
            return true;
        }

        if (request.Match($"GET {Root}/providers/*/features/*") is [var subscription, var provider, var name])
        {
            Require(request, subscription, "features/read");
            await request.Rest.AnswerAsync(200, Show(subscription, Find(provider, name)));
            return true;
        }

        if (request.Match($"POST {Root}/providers/*/features/*/*") is not [var scope, var of, var feature, var action]
            || !(Is(action, "register") || Is(action, "unregister"))) return false;
        Require(request, scope, $"providers/features/{action}/action");
        await ChangeAsync(request.Rest, scope, Find(of, feature), Is(action, "register"));
        return true;
    }

    private async Task ChangeAsync(RestRequest request, string subscription, PreviewFeature feature, bool registers)
    {
        var key = KeyOf(subscription, feature);
        var existing = cloud.Store.Find(key);
        request.Changed = (existing is null) == registers;
        var now = cloud.Now;
        if (request.Changed)
            cloud.Store.Commit(
                [new StoreChange(key, registers ? new StoredResource(key, StoredType, [], [], now, now, []) : null)]);
        // Azure needs a while for it, and says so once.
        var state = !request.Changed ? null : registers ? "Registering" : "Unregistering";
        await request.AnswerAsync(200, Show(subscription, feature, state));
    }

    private Task AnswerListAsync(RestRequest request, string subscription, IEnumerable<PreviewFeature> features) =>
        request.AnswerAsync(200, Page.Whole(features.Select(feature => Show(subscription, feature))));

    private PreviewFeature Find(string space, string name) =>
        Array.Find(_features, feature => Is(feature.Namespace, space) && Is(feature.Name, name))
        ?? throw new ArmException(404, "FeatureNotFound",
            $"The feature '{name}' could not be found in the namespace '{space}'. (Known here: "
                + $"'{string.Join("', '", _features.Select(feature => $"{feature.Namespace}/{feature.Name}"))}'.)", name);

    private JsonObject Show(string subscription, PreviewFeature feature, string? state = null) => new()
    {
        ["id"] = KeyOf(subscription, feature),
        ["name"] = $"{feature.Namespace}/{feature.Name}",
        ["type"] = StoredType,
        ["properties"] = new JsonObject
        {
            ["state"] = state ?? (cloud.Store.Find(KeyOf(subscription, feature)) is null ? "NotRegistered" : "Registered"),
        },
    };

    private void Require(PathRequest request, string subscription, string action)
    {
        RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireRight(cloud.Access, request.Principal, ResourceId.Parse($"/subscriptions/{subscription}"),
            $"{Namespace}/{action}");
    }

    private static string KeyOf(string subscription, PreviewFeature feature) =>
        $"/subscriptions/{subscription}/providers/{Namespace}/providers/{feature.Namespace}/features/{feature.Name}";

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
