using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>The locks at a scope and below it; <c>atScope()</c> leaves those below out.</summary>
internal sealed class LockListing(CloudContext cloud) : IListing
{
    private static readonly FilterVocabulary<(StoredResource Lock, ResourceId? Scope)> Vocabulary =
        new FilterVocabulary<(StoredResource Lock, ResourceId? Scope)>()
            .WithCall("atScope", _ => pair => ScopeReach.IsAtOrAbove(pair.Lock, pair.Scope));

    /// <inheritdoc/>
    public bool Covers(ResourceType type) => type == LockResource.TypeName;

    /// <inheritdoc/>
    public JsonObject Answer(ArmRequest request)
    {
        var scope = request.Target.Id;
        var matches = ListQuery.Compile(request.Rest, Vocabulary);
        return Page.Of(request.Rest, [.. cloud.Store.OfType(LockResource.TypeName)
            .Where(each => ScopeReach.IsAtOrBelow(each, scope) && matches((each, scope)))
            .OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase)], each => Views.Shown(cloud, each));
    }
}
