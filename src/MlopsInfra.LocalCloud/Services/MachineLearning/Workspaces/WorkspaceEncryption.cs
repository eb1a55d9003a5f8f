using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// A workspace's encryption with a key of one's own ("Customer-managed keys for Azure Machine Learning", prerequisites).
/// </summary>
internal static class WorkspaceEncryption
{
    private const string Path = "properties.encryption";
    private const string KeyIdentifier = $"{Path}.keyVaultProperties.keyIdentifier";

    /// <summary>The vault of the key.</summary>
    public const string Vault = $"{Path}.keyVaultProperties.keyVaultArmId";

    /// <summary>The identity that reads the key.</summary>
    public const string Identity = $"{Path}.identity.userAssignedIdentity";

    /// <summary>Whether a workspace says that it has no key of its own.</summary>
    /// <param name="body">Its body.</param>
    public static bool IsOff(JsonObject body) =>
        "Disabled".Equals(body.Text($"{Path}.status"), StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a key that the service could not use.</summary>
    public static void Check(PutContext put)
    {
        if (put.Body.At(Path) is not JsonObject || IsOff(put.Body)) return;
        if (put.Cloud.Find(put.Body.Text(Vault)) is not { } vault) return;
        // The service words it so (MicrosoftDocs/azure-docs 108584).
        if (vault.Body.Flag("properties.enablePurgeProtection") != true)
            throw Bad("CMK workspaces should have purge protection enabled on their CMK keyvault.", Vault);
        if (put.Body.Text(KeyIdentifier) is { } key && !IsKeyOf(vault, key))
            throw Bad($"The keyIdentifier '{key}' is no key of the vault '{vault.Name}'. It has the form "
                + $"'https://{vault.Name}.vault.azure.net/keys/NAME/VERSION'.", KeyIdentifier);
    }

    private static bool IsKeyOf(StoredResource vault, string key) => Uri.TryCreate(key, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.Host.StartsWith($"{vault.Name}.", StringComparison.OrdinalIgnoreCase)
        && uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["keys", _] or ["keys", _, _];

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
