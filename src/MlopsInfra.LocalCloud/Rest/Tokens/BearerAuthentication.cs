using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>Reads the bearer token of a request to Azure Resource Manager and refuses as it does.</summary>
internal static class BearerAuthentication
{
    /// <summary>The principal; null is the deployer.</summary>
    public static string? Require(HttpContext context, LocalTokenIssuer issuer, string audience)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse(context, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        }

        var token = header["Bearer ".Length..].Trim();
        var check = issuer.Check(token, audience);
        if (check.State == TokenState.WrongAudience && IsOwnOrigin(context.Request, check.Audience))
            check = issuer.Check(token, check.Audience);
        return check.State switch
        {
            TokenState.Valid => issuer.Principal(check.ObjectId),
            TokenState.Expired => throw Refuse(context, "ExpiredAuthenticationToken",
                "The access token expiry UTC time is earlier than current UTC time."),
            TokenState.WrongAudience => throw Refuse(
                context, "InvalidAuthenticationTokenAudience",
                $"The access token has been obtained for wrong audience or resource '{check.Audience}'. It should exactly match "
                    + $"with one of the allowed audiences '{audience}','{audience}/'."),
            _ => throw Refuse(context, "InvalidAuthenticationToken",
                "The access token is invalid. (It is none of this local cloud: sign in again, az after 'az account clear'.)"),
        };
    }

    // Clients that are pointed at a server take its address for the audience. Of an address on loopback the name does not count.
    private static bool IsOwnOrigin(HttpRequest request, string audience) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var origin) && origin.AbsolutePath == "/" && origin.Scheme == request.Scheme
        && AzureHosts.IsLoopback(origin.Host) && AzureHosts.IsLoopback(request.Host.Host)
        && origin.Port == (request.Host.Port ?? 443);

    private static ArmException Refuse(HttpContext context, string code, string message)
    {
        context.Response.Headers.WWWAuthenticate =
            $"Bearer authorization_uri=\"{AzureHosts.LoginUri(context.Request, "")}\", error=\"invalid_token\", "
            + $"error_description=\"{HeaderText.Of(message)}\"";
        return new ArmException(401, code, message);
    }
}
