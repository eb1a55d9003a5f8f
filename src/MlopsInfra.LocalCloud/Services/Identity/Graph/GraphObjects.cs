using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Identity.Graph;

/// <summary>
/// The directory as Microsoft Graph shows it. The deployer is an application and, for who signs in as a user, a user; of who only
/// stands in role assignments nothing is known but what these say.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class GraphObjects(CloudContext cloud)
{
    /// <summary>The name that the deployer has as a user.</summary>
    public const string DeployerName = "deployer@mlops.localhost";

    private const string RoleAssignments = "Microsoft.Authorization/roleAssignments";

    /// <summary>All service principals.</summary>
    public IReadOnlyList<JsonObject> ServicePrincipals() =>
        [.. Known().Where(each => each.Kind == Principals.ServicePrincipal).Select(ServicePrincipal)];

    /// <summary>All users.</summary>
    public IReadOnlyList<JsonObject> Users() => [Deployer(), .. Known().Where(each => each.Kind == "User").Select(User)];

    /// <summary>All groups.</summary>
    public IReadOnlyList<JsonObject> Groups() => [.. Known().Where(each => each.Kind.EndsWith("Group", StringComparison.Ordinal))
        .Select(each => New("group", each.ObjectId, each.Name))];

    /// <summary>All applications: managed identities have none.</summary>
    public IReadOnlyList<JsonObject> Applications()
    {
        var application = New("application", MadeUpIds.From("application", cloud.Options.DeployerClientId), "deployer");
        application["appId"] = cloud.Options.DeployerClientId;
        application["identifierUris"] = new JsonArray();
        application["signInAudience"] = "AzureADMyOrg";
        application["passwordCredentials"] = new JsonArray();
        application["keyCredentials"] = new JsonArray();
        return [application];
    }

    /// <summary>The deployer as a user.</summary>
    public JsonObject Deployer() => User(Principals.Deployer(cloud.Options));

    /// <summary>Everybody by object id, each once: the deployer as the application that role assignments take it for.</summary>
    public IEnumerable<JsonObject> All() => [.. ServicePrincipals(), .. Users().Skip(1), .. Groups()];

    private List<Principal> Known()
    {
        var known = Principals.All(cloud).ToList();
        var ids = known.Select(each => each.ObjectId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in cloud.Store.OfType(RoleAssignments))
        {
            var shown = assignment.Body.Text("properties.principalType") ?? Principals.ServicePrincipal;
            if (assignment.Body.Text("properties.principalId") is { } id && ids.Add(id))
                known.Add(new Principal(shown, id, null, id, null, false, assignment.CreatedOn));
        }

        return known;
    }

    private JsonObject ServicePrincipal(Principal principal)
    {
        var shown = New("servicePrincipal", principal.ObjectId, principal.Name);
        shown["accountEnabled"] = true;
        shown["appId"] = principal.ClientId;
        shown["appDisplayName"] = principal.ResourceId is null ? principal.Name : null;
        shown["appOwnerOrganizationId"] = principal.ResourceId is null ? cloud.Options.TenantId : null;
        shown["servicePrincipalType"] = principal.ResourceId is null ? "Application" : "ManagedIdentity";
        // Clients take the first name for granted.
        shown["servicePrincipalNames"] = new JsonArray(principal.ClientId ?? principal.ObjectId);
        shown["alternativeNames"] = principal.ResourceId is null ? new JsonArray()
            : new JsonArray($"isExplicit={principal.IsExplicit}", principal.ResourceId);
        shown["createdDateTime"] =
            principal.CreatedOn == DateTimeOffset.MinValue ? null : CommonOutputs.Time(principal.CreatedOn);
        return shown;
    }

    private static JsonObject User(Principal principal)
    {
        var isDeployer = principal.ResourceId is null && principal.ClientId is not null;
        var shown = New("user", principal.ObjectId, principal.Name);
        shown["userPrincipalName"] = isDeployer ? DeployerName : principal.ObjectId;
        shown["mail"] = null;
        shown["givenName"] = null;
        shown["surname"] = null;
        return shown;
    }

    private static JsonObject New(string kind, string id, string name) => new()
    {
        ["@odata.type"] = $"#microsoft.graph.{kind}",
        ["id"] = id,
        ["displayName"] = name,
    };
}
