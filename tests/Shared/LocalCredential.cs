using Azure.Core;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.Testing;

/// <summary>Takes the place of DefaultAzureCredential.</summary>
internal sealed class LocalCredential(LocalTokenIssuer tokens) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var token = tokens.Issue(requestContext.Scopes[0]);
        return new AccessToken(token.Value, token.ExpiresOn);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext,
        CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
