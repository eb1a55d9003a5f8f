using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// Properties that Azure takes and never shows again (<c>x-ms-secret</c>, write-only in its specifications), and computed ones
/// that must not be written in clear. Found by type and name.
/// </summary>
internal static class SecretMembers
{
    /// <summary>By the name alone, in any type.</summary>
    private static readonly HashSet<string> Anywhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "secureValue", "adminPassword", "password", "clientSecret", "secrets", "configurationProtectedSettings",
        "protectedSettings", "storageAccountKey",
        "workspaceKey", "sasToken", "accessKey", "adminUserPassword", "adminUserSshPublicKey", "windowsAdminPassword",
        "endpointUrl", "accountKey", "sharedKey", "serverAppSecret", "certificatePassword", "certificateValue",
        "clientCertificatePassword", "contextAccessToken", "daprAIConnectionString", "daprAIInstrumentationKey", "privateKeyData",
        "databricksAccessToken", "relayConnectionString", "serviceBusConnectionString",
    };

    /// <summary>Azure does not show them again, but they are no secrets by themselves.</summary>
    private static readonly HashSet<string> NoSecrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "adminUserSshPublicKey", "endpointUrl",
    };

    /// <summary>Names the rights to things, not the things.</summary>
    public const string Rights = "permissions";

    /// <summary>JSON pointers of the write-only values in a body.</summary>
    public static IEnumerable<string> WriteOnly(AzureResource type, JsonObject body) =>
        type.SecretPointers.Concat(type.SecretsIn(body)).Concat(Walk(body, ""));

    /// <summary>Whether a member of this name holds a secret in any type: a key, a password, a token.</summary>
    public static bool IsSecret(string name) => Anywhere.Contains(name) && !NoSecrets.Contains(name);

    /// <summary>A body without what is write-only.</summary>
    public static JsonObject Shown(AzureResource type, JsonObject body)
    {
        var shown = body.DeepClone().AsObject();
        foreach (var pointer in WriteOnly(type, body)) JsonPointer.Remove(shown, pointer);
        return shown;
    }

    private static IEnumerable<string> Walk(JsonNode? node, string pointer)
    {
        if (node is JsonObject json)
        {
            foreach (var (key, value) in json)
            {
                var at = JsonPointer.Append(pointer, key);
                if (Anywhere.Contains(key) && value is not null) yield return at;
                else if (key != Rights) foreach (var found in Walk(value, at)) yield return found;
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                foreach (var found in Walk(list[i], $"{pointer}/{i}")) yield return found;
            }
        }
    }
}
