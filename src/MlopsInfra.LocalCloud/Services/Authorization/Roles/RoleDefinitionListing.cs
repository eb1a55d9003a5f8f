using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Authorization.Roles;

/// <summary>The roles that can be assigned at a scope, Azure's own ones first.</summary>
internal sealed class RoleDefinitionListing(CloudContext cloud) : IListing
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public bool Covers(ResourceType type) => type == RoleDefinitionResource.TypeName;

    /// <inheritdoc/>
    public JsonObject Answer(ArmRequest request)
    {
        var andBelow = request.Target.Id is null;
        var vocabulary = new FilterVocabulary<JsonObject> { HasOr = false }
            .With("roleName", Equality("properties.roleName"))
            .With("type", Equality("properties.type"))
            .WithCall("atScope", _ => _ => true)
            .WithCall("atScopeAndBelow", _ =>
            {
                andBelow = true;
                return _ => true;
            });
        var matches = ListQuery.Compile(request.Rest, vocabulary, Refusal);
        var all = BuiltInRoleDefinitions.All.OrderBy(role => role.Name, StringComparer.OrdinalIgnoreCase)
            .Select(role => RoleDefinitionViews.Show(role, request.Target.Id))
            .Concat(RoleDefinitionViews.Custom(cloud, request.Target.Id, andBelow));
        return Page.Of(request.Rest, [.. all.Where(matches)], role => role, Most);
    }

    private static FilterField<JsonObject> Equality(string path) => new(role => role.Text(path)) { Operators = ["eq"] };

    private static ArmException Refusal(string filter) => new(400, "UnsupportedQuery",
        $"The filter '{filter}' is not supported. Supported filters are either 'atScopeAndBelow()' or 'roleName eq '{{value}}'' "
            + "or 'type eq '{value}''.");
}
