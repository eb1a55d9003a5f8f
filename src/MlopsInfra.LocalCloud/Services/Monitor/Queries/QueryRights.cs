using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>Who may query: who has <c>query/read</c> on the workspace or the component, as Log Analytics Reader has.</summary>
/// <param name="tokens">Reads tokens.</param>
/// <param name="access">The role check.</param>
internal sealed class QueryRights(LocalTokenIssuer tokens, IAccessControl access)
{
    private const string Scheme = "Bearer ";

    private static readonly string[] Accepted =
        [Audiences.LogAnalytics, "https://api.loganalytics.azure.com", Audiences.ApplicationInsights];

    /// <summary>Who asks, by the token of the query services' own hosts.</summary>
    /// <param name="request">The request.</param>
    /// <param name="principal">The object id; null is the deployer.</param>
    /// <returns>The refusal; null if the token is good.</returns>
    public QueryRefusal? Authenticate(RestRequest request, out string? principal)
    {
        principal = null;
        var header = request.Header("Authorization") ?? "";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return new QueryRefusal(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        // Microsoft's clients ask for a token for the address that they are told to call.
        string[] accepted = AzureHosts.IsLoopback(request.Info.Host) ? [.. Accepted, request.Absolute("")] : Accepted;
        TokenCheck[] checks = [.. accepted.Select(audience => tokens.Check(header[Scheme.Length..].Trim(), audience))];
        if (Array.Find(checks, check => check.State == TokenState.Valid) is { } valid)
        {
            principal = tokens.Principal(valid.ObjectId);
            return null;
        }

        return checks[0].State switch
        {
            TokenState.WrongAudience => new QueryRefusal(403, "InvalidAuthenticationTokenAudience",
                $"The access token has been obtained from wrong audience or resource '{checks[0].Audience}'. It should exactly "
                    + "match "
                    + $"(including forward slash) with one of the allowed audiences '{Audiences.LogAnalytics}'."),
            TokenState.Expired =>
                new QueryRefusal(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier "
                + "than current UTC time."),
            _ => new QueryRefusal(403, "InvalidAuthenticationToken", "The access token is invalid."),
        };
    }

    /// <summary>Why somebody may not query; null if it may.</summary>
    /// <param name="principal">Object id; null is the deployer.</param>
    /// <param name="resource">The workspace or component.</param>
    public QueryRefusal? RefusalOf(string? principal, ResourceId resource) =>
        principal is null || access.IsAllowed(principal, resource, $"{resource.Type}/query/read", isDataAction: false)
            ? null
            : new QueryRefusal(403, "InsufficientAccessError",
                "The provided credentials have insufficient access to perform the requested operation");
}
