using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>
/// Policies and their assignments at a scope, above it and below it. Azure's own definitions are not here: their texts are
/// Azure's.
/// </summary>
internal sealed class PolicyListing(CloudContext cloud) : IListing
{
    /// <inheritdoc/>
    public bool Covers(ResourceType type) =>
        type == PolicyAssignmentResource.TypeName || type == PolicyDefinitionResource.TypeName;

    /// <inheritdoc/>
    public JsonObject Answer(ArmRequest request)
    {
        var scope = request.Target.Id;
        var matches = ListQuery.Compile(request.Rest, request.Target.Type == PolicyAssignmentResource.TypeName
            ? Assignments(scope) : Definitions(scope));
        // Of the whole tenant Azure lists its own definitions only.
        if (scope is null && request.Target.Type == PolicyDefinitionResource.TypeName) matches = _ => false;
        return Page.Of(request.Rest, [.. cloud.Store.OfType(request.Target.Type)
            .Where(each => (ScopeReach.IsAtOrAbove(each, scope) || ScopeReach.IsAtOrBelow(each, scope)) && matches(each))
            .OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase)], each => Views.Shown(cloud, each));
    }

    private static FilterVocabulary<StoredResource> Assignments(ResourceId? scope) => Scoped(scope)
        .WithCall("atScope", _ => policy => ScopeReach.IsAtOrAbove(policy, scope))
        .With("policyDefinitionId", Equality(policy => policy.Body.Text("properties.policyDefinitionId")));

    private static FilterVocabulary<StoredResource> Definitions(ResourceId? scope) => Scoped(scope)
        .With("policyType", Equality(policy => policy.Body.Text("properties.policyType") ?? "Custom"))
        .With("category", Equality(policy => policy.Body.Text("properties.metadata.category")));

    private static FilterVocabulary<StoredResource> Scoped(ResourceId? scope) =>
        new FilterVocabulary<StoredResource> { HasOr = false }.WithCall("atExactScope", _ => policy =>
            ScopeReach.ScopeOf(policy).Equals(scope?.Value ?? "", StringComparison.OrdinalIgnoreCase));

    private static FilterField<StoredResource> Equality(Func<StoredResource, string?> value) => new(value) { Operators = ["eq"] };
}
