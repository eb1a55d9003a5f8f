using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>
/// The metadata service of a machine that has the user-assigned identities of the store: "How managed identities for Azure
/// resources work with Azure virtual machines".
/// </summary>
internal sealed class InstanceMetadata(PrincipalDirectory directory, LocalTokenIssuer tokens)
{
    /// <summary>Answers with a token, or says why not.</summary>
    /// <param name="request">The request.</param>
    public async Task AnswerAsync(RestRequest request)
    {
        var form = await request.ReadFormAsync();
        // Clients send a request without the header to find out whether the service is there.
        if (!"true".Equals(request.Header("Metadata"), StringComparison.OrdinalIgnoreCase))
        {
            await RefuseAsync(request, "Required metadata header not specified");
            return;
        }

        if (Asked("resource") is not { Length: > 0 } resource)
        {
            await RefuseAsync(request, "Required query variable 'resource' is missing");
            return;
        }

        var (client, id, resourceId) =
            (Asked("client_id"), Asked("object_id") ?? Asked("principal_id"), Asked("mi_res_id") ?? Asked("msi_res_id"));
        var isNamed = client is not null || id is not null || resourceId is not null;
        var principal = isNamed ? directory.FindIdentity(client, id, resourceId) : directory.OnlyIdentity();
        if (principal is not null)
            await request.AnswerAsync(200, TokenAnswers.Of(tokens.Issue(resource, principal), resource));
        else
            await RefuseAsync(request, isNamed || !directory.HasIdentities ? "Identity not found"
                : "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the "
                    + "token request");

        string? Asked(string name) => form[name].FirstOrDefault() ?? request.Query(name);
    }

    private static Task RefuseAsync(RestRequest request, string why) => request.AnswerAsync(400,
        new JsonObject { ["error"] = "invalid_request", ["error_description"] = why });
}
