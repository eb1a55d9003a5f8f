using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>
/// Who can sign in: the deployer, by its client id, and the user-assigned identities in the store, by
/// client id and an assertion that one of their federated credentials accepts.
/// </summary>
internal sealed class PrincipalDirectory(IResourceManager resources, LocalCloudOptions options)
{
    /// <summary>Object id of who signs in; null is the deployer.</summary>
    /// <exception cref="SignInException">The sign-in is refused.</exception>
    public string? SignIn(string clientId, string secret, string assertion)
    {
        if (clientId.Equals(options.DeployerClientId, StringComparison.OrdinalIgnoreCase))
        {
            // There is no secret to compare with: whoever reaches the loopback port may be the deployer.
            return secret.Length + assertion.Length > 0
                ? null : throw new SignInException("invalid_client",
                    "AADSTS7000216: 'client_assertion' or 'client_secret' is required.");
        }

        var identity = Identities().FirstOrDefault(each => Is(each, "clientId", clientId))
            ?? throw SignInException.NoApplication(clientId, options.TenantId);
        if (assertion.Length == 0)
            throw new SignInException("invalid_client",
                "AADSTS7000215: A managed identity has no secret. Send a client_assertion of a federated credential.");
        RequireFederated(identity, assertion);
        return Text(identity["properties"]?["principalId"]);
    }

    /// <summary>Object id of a user-assigned identity by any of its ids; null if there is none.</summary>
    public string? FindIdentity(string? clientId, string? objectId, string? resourceId)
    {
        var identity = Identities().FirstOrDefault(each =>
            (clientId is not null && Is(each, "clientId", clientId))
            || (objectId is not null && Is(each, "principalId", objectId))
            || (resourceId is not null && resourceId.Equals(Text(each["id"]), StringComparison.OrdinalIgnoreCase)));
        return Text(identity?["properties"]?["principalId"]);
    }

    /// <summary>Whether there is any user-assigned identity.</summary>
    public bool HasIdentities => Identities().Any();

    /// <summary>Object id of the user-assigned identity, if there is one only.</summary>
    public string? OnlyIdentity() =>
        Identities().Take(2).ToList() is [var only] ? Text(only["properties"]?["principalId"]) : null;

    private void RequireFederated(JsonObject identity, string assertion)
    {
        var claims = ReadClaims(assertion);
        var (issuer, subject, audience) = (Text(claims["iss"]), Text(claims["sub"]), Text(claims["aud"]));
        var credentials = resources.List(ResourceId.Parse(Text(identity["id"])!), FederatedCredentialResource.TypeName);
        var accepted = credentials.Select(credential => credential["properties"]).Any(credential =>
            Text(credential?["issuer"]) == issuer && Text(credential?["subject"]) == subject
            && credential?["audiences"] is JsonArray audiences && audiences.Any(each => Text(each) == audience));
        if (accepted) return;
        throw new SignInException(
            "invalid_client",
            $"AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: '{issuer}'. "
                + $"Assertion Subject: '{subject}'. Assertion Audience: '{audience}'.");
    }

    private IEnumerable<JsonObject> Identities() => resources.OfType(UserAssignedIdentityResource.TypeName);

    // Who signed the assertion is not checked: issuers are outside of the local cloud.
    private static JsonObject ReadClaims(string assertion)
    {
        try
        {
            var parts = assertion.Split('.');
            if (parts.Length == 3 && StrictJson.Parse(Base64Url.DecodeFromChars(parts[1])) is JsonObject claims) return claims;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new SignInException("invalid_client", $"AADSTS50027: JWT token is invalid or malformed: {exception.Message}");
        }

        throw new SignInException("invalid_client", "AADSTS50027: JWT token is invalid or malformed.");
    }

    private static bool Is(JsonObject identity, string property, string value) =>
        value.Equals(Text(identity["properties"]?[property]), StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
