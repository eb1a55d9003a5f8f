using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Identity.Graph;

/// <summary>
/// Microsoft Graph as far as tools for Azure ask it who somebody is: at <c>graph.microsoft.com</c> and, on loopback, at
/// <c>/graph</c>. It is for reading; who has a token for it may read everything.
/// </summary>
internal sealed partial class GraphPlane(GraphObjects objects, LocalTokenIssuer tokens, LocalCloudOptions options,
    TimeProvider time) : IDataPlane
{
    private const string Segment = "graph";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var segments = request.Info.Path.Trim('/').Split('/');
        var isLoopback = AzureHosts.IsLoopback(request.Info.Host);
        if (isLoopback && segments is [Segment, .. var rest]) segments = rest;
        else if (!request.Info.Host.Equals(AzureHosts.Graph, StringComparison.OrdinalIgnoreCase)) return false;
        try
        {
            var principal = Authenticate(request, isLoopback);
            await request.AnswerAsync(200, await AnswerAsync(request, segments, principal));
        }
        catch (GraphError error)
        {
            await request.AnswerAsync(error.Status, error.ToJson(time.GetUtcNow()));
        }
        catch (ArmException exception)
        {
            var error = new GraphError(exception.Status, "BadRequest", exception.Message);
            await request.AnswerAsync(error.Status, error.ToJson(time.GetUtcNow()));
        }

        return true;
    }

    private async Task<JsonObject> AnswerAsync(RestRequest request, string[] segments, string? principal)
    {
        GraphQuery.RequireKnownOptions(request);
        return (request.Method, segments) switch
        {
            ("GET", ["v1.0" or "beta", "me"]) => Me(request, principal),
            ("GET", ["v1.0" or "beta", "me", "ownedObjects" or "memberOf"]) => GraphQuery.Page(request, "directoryObjects", []),
            ("GET", ["v1.0" or "beta", "organization"]) => GraphQuery.Page(request, "organization", [Tenant()]),
            ("GET", ["v1.0" or "beta", var kind]) when List(Plain(kind)) is { } all => Alternate(kind) is { } appId
                ? Find(request, Plain(kind), all, "appId", appId) : GraphQuery.Page(request, kind, all),
            ("GET", ["v1.0" or "beta", "users", var name]) when name.Contains('@', StringComparison.Ordinal) =>
                Find(request, "users", objects.Users(), "userPrincipalName", name),
            ("GET", ["v1.0" or "beta", var kind, var id]) when List(kind) is { } all => Find(request, kind, all, "id", id),
            ("POST", ["v1.0" or "beta", "directoryObjects", "getByIds"]) => await GetByIdsAsync(request),
            ("POST", ["v1.0" or "beta", var kind, var id, "getMemberGroups" or "checkMemberGroups"]) when List(kind) is { } all =>
                Find(request, kind, all, "id", id) is not null ? new JsonObject { ["value"] = new JsonArray() } : [],
            _ => throw new GraphError(404, "NotImplemented",
                $"The local cloud does not serve this request of Microsoft Graph: {request.Method} /"
                    + $"{string.Join('/', segments)}. It reads me, users, groups, servicePrincipals, applications, "
                    + "organization and directoryObjects/getByIds."),
        };
    }

    private IReadOnlyList<JsonObject>? List(string kind) => kind switch
    {
        "servicePrincipals" => objects.ServicePrincipals(),
        "users" => objects.Users(),
        "groups" => objects.Groups(),
        "applications" => objects.Applications(),
        "directoryObjects" => [.. objects.All()],
        _ => null,
    };

    private static JsonObject Find(
        RestRequest request, string kind, IReadOnlyList<JsonObject> all, string member, string value) =>
        GraphQuery.One(request, kind, all.FirstOrDefault(each =>
            value.Equals(each.Text(member), StringComparison.OrdinalIgnoreCase)) ?? throw GraphError.NotFound(value));

    // A managed identity is nobody who could look at himself.
    private JsonObject Me(RestRequest request, string? principal) => principal is null
        ? GraphQuery.One(request, "users", objects.Deployer())
        : throw new GraphError(400, "BadRequest", "/me request is only valid with delegated authentication flow.");

    private async Task<JsonObject> GetByIdsAsync(RestRequest request)
    {
        if (await request.ReadJsonAsync() is not JsonObject body || body["ids"] is not JsonArray ids)
            throw GraphError.Bad("A JSON object with the array 'ids' is expected in the body.");
        var wanted = ids.Select(id => id?.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kinds = (body["types"] as JsonArray)?.Select(type => $"#microsoft.graph.{type}")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (kinds?.Contains("#microsoft.graph.directoryObject") == true) kinds = null;
        return GraphQuery.Page(request, "directoryObjects", [.. objects.All().Where(each =>
            wanted.Contains(each.Text("id")) && kinds?.Contains((string)each["@odata.type"]!) != false)]);
    }

    private JsonObject Tenant() => new()
    {
        ["@odata.type"] = "#microsoft.graph.organization", ["id"] = options.TenantId, ["displayName"] = "MlopsInfra local cloud",
        ["verifiedDomains"] = new JsonArray(),
    };

    private string? Authenticate(RestRequest request, bool isLoopback)
    {
        const string Scheme = "Bearer ";
        var header = request.Header("Authorization") ?? "";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new GraphError(401, "InvalidAuthenticationToken", "Access token is empty.");
        string[] audiences = isLoopback ? [Audiences.Graph, request.Absolute($"/{Segment}")] : [Audiences.Graph];
        var checks = audiences.Select(audience => tokens.Check(header[Scheme.Length..].Trim(), audience)).ToList();
        var check = checks.Find(each => each.State == TokenState.Valid) ?? checks[0];
        return check.State switch
        {
            TokenState.Valid => tokens.Principal(check.ObjectId),
            TokenState.Expired => throw new GraphError(401, "InvalidAuthenticationToken",
                "Lifetime validation failed, the token is expired."),
            TokenState.WrongAudience => throw new GraphError(401, "InvalidAuthenticationToken",
                "Access token validation failure. Invalid audience."),
            _ => throw new GraphError(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid signature."),
        };
    }

    // servicePrincipals(appId='...') is one object by its other key.
    private static string Plain(string segment) => segment.Split('(')[0];

    private static string? Alternate(string segment) => ByAppId().Match(segment) is { Success: true } match
        ? match.Groups["id"].Value : null;

    [GeneratedRegex("""^[A-Za-z]+\(appId='(?<id>[^']*)'\)$""")]
    private static partial Regex ByAppId();
}
