using Azure.Core;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.Cli.Local;

/// <summary>Takes the place of <c>DefaultAzureCredential</c> on the local cloud: the deployer.</summary>
/// <param name="issuer">Issues the tokens that the local cloud accepts.</param>
internal sealed class LocalTokenCredential(LocalTokenIssuer issuer) : TokenCredential
{
    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var token = issuer.Issue(requestContext.Scopes[0]);
        return new AccessToken(token.Value, token.ExpiresOn);
    }

    /// <inheritdoc/>
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext,
        CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
