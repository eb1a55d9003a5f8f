using System.Security.Cryptography;
using System.Text;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Who may do what to blobs: a token for storage with a role, a signature that a service handed out, or a key of the account
/// where it accepts keys.
/// </summary>
internal sealed class BlobAuthorization(LocalTokenIssuer tokens, SharedAccessSignatures signatures, ClientSignatures clients,
    IAccessControl access,
    LocalCloudOptions options)
{
    /// <summary>Refuses the request if it may not do this.</summary>
    public void Require(RestRequest request, BlobAccount account, BlobAddress address, BlobRight right,
        bool isPublicContainer) =>
        Require(request, request.Header("Authorization"), request.Query, account, address, right, isPublicContainer);

    /// <summary>Refuses the request if what it shows for a blob that it copies from does not let it read there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="header">What it shows; null for nothing but the query.</param>
    /// <param name="query">The query of the blob's address.</param>
    /// <param name="account">The blob's account.</param>
    /// <param name="address">The blob.</param>
    /// <param name="isPublicContainer">Whether anybody may read in its container.</param>
    public void RequireSource(RestRequest request, string? header, Func<string, string?> query, BlobAccount account,
        BlobAddress address, bool isPublicContainer) =>
        Require(request, header, query, account, address, BlobRight.Read, isPublicContainer);

    private void Require(RestRequest request, string? header, Func<string, string?> query, BlobAccount account,
        BlobAddress address, BlobRight right, bool isPublicContainer)
    {
        if (header is null && query("sig") is not null) RequireSignature(query, account, address, right);
        else if (header is null) RequireAnonymous(request, account, right, isPublicContainer);
        else if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            RequireRole(request, account, address, right, header["Bearer ".Length..]);
        else RequireKey(request, account, header);
    }

    private void RequireRole(RestRequest request, BlobAccount account, BlobAddress address, BlobRight right, string token)
    {
        var check = tokens.Check(token.Trim(), Audiences.Storage);
        // Azure takes the account's own address as an audience, too.
        var isAccountAudience = check.State == TokenState.WrongAudience
            && LoopbackAddresses.Read(check.Audience)
                .Equals($"https://{account.Name}{AzureHosts.BlobSuffix}", StringComparison.OrdinalIgnoreCase);
        if (check.State != TokenState.Valid && !isAccountAudience)
        {
            Challenge(request);
            throw new StorageException(401, "InvalidAuthenticationInfo", check.State switch
            {
                TokenState.Expired => "Lifetime validation failed. The token is expired.",
                TokenState.WrongAudience =>
                    $"Server failed to authenticate the request. The audience '{check.Audience}' is not '{Audiences.Storage}'.",
                _ => "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.",
            });
        }

        RequireRight(tokens.Principal(check.ObjectId), account, address, right);
    }

    private void RequireRight(string? principal, BlobAccount account, BlobAddress address, BlobRight right)
    {
        var scope = address.Container is null ? account.Id : BlobAccounts.ContainerId(account, address.Container);
        if (access.IsAllowed(principal, scope, right.Action, right.IsDataAction)) return;
        throw new StorageException(403, "AuthorizationPermissionMismatch",
            $"This request is not authorized to perform this operation using this permission. (Needed: {right.Action}.)");
    }

    private void RequireSignature(Func<string, string?> query, BlobAccount account, BlobAddress address, BlobRight right)
    {
        var own = signatures.Check(query, address);
        var (permissions, delegator) = own is not null ? (own, null)
            : clients.Check(query, account, address)
                ?? throw new StorageException(403, "AuthenticationFailed",
                    "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly "
                        + "including the signature.");
        if (!right.SasPermissions.Any(permissions.Contains))
            throw new StorageException(403, "AuthorizationPermissionMismatch",
                "This request is not authorized to perform this operation using this permission. (The signature allows "
                    + $"'{permissions}', one of '{right.SasPermissions}' is needed.)");
        // Nobody hands on more than he may do himself.
        if (delegator is not null) RequireRight(tokens.Principal(delegator), account, address, right);
    }

    private void RequireAnonymous(RestRequest request, BlobAccount account, BlobRight right, bool isPublicContainer)
    {
        if (account.AllowsPublicAccess && isPublicContainer && right == BlobRight.Read) return;
        Challenge(request);
        throw new StorageException(401, "NoAuthenticationInformation",
            "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.");
    }

    private static void RequireKey(RestRequest request, BlobAccount account, string header)
    {
        if (!account.AllowsSharedKeys)
            throw new StorageException(403, "KeyBasedAuthenticationNotPermitted",
                "Key based authentication is not permitted on this storage account.");
        var given = Encoding.UTF8.GetBytes(header);
        if (account.Keys.Any(key => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(SharedKeySignature.Of(request.Http, account.Name, key)), given))) return;
        throw new StorageException(403, "AuthenticationFailed",
            "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly "
                + "including the signature.");
    }

    private void Challenge(RestRequest request) =>
        request.Http.Response.Headers.WWWAuthenticate =
            $"Bearer authorization_uri={AzureHosts.LoginUri(request.Http.Request, options.TenantId)}"
            + $"/oauth2/authorize resource_id={Audiences.Storage}";
}
