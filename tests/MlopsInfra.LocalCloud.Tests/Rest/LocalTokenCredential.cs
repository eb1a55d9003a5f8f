using Azure.Core;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>Takes the place of DefaultAzureCredential.</summary>
internal sealed class LocalTokenCredential(LocalTokenIssuer tokens, string? objectId = null) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var token = tokens.Issue(requestContext.Scopes[0], objectId);
        return new AccessToken(token.Value, token.ExpiresOn);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext,
        CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
