using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>
/// Refusals of vaults. Codes and sentences: "Azure Key Vault REST API error codes". The code of what forbids, and of a name that
/// something deleted holds, is told one level below.
/// </summary>
internal static class VaultErrors
{
    /// <summary>There is no such thing, or no such version of it.</summary>
    public static ArmException NotFound(VaultKind kind, string name, string? version = null)
    {
        var (what, id) = (kind.Title.ToLowerInvariant(), string.IsNullOrEmpty(version) ? name : $"{name}/{version}");
        return new(404, $"{kind.Title}NotFound",
            $"A {what} with (name/id) {id} was not found in this key vault. If you recently deleted this {what} you may be able "
                + "to recover it using the correct recovery command. For help resolving this issue, please see "
                + "https://go.microsoft.com/fwlink/?linkid=2125182");
    }

    /// <summary>There is nothing deleted of this name.</summary>
    public static ArmException DeletedNotFound(VaultKind kind, string name) => new(404, $"{kind.Title}NotFound",
        $"Deleted {kind.Title} not found: {name}");

    /// <summary>A name is held by something deleted.</summary>
    public static ArmException Deleted(VaultKind kind, string name) => new(409, "ObjectIsDeletedButRecoverable",
        $"{kind.Title} {name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the "
            + $"{kind.Title.ToLowerInvariant()} can only be recovered or purged.");

    /// <summary>A name is held by something that is there.</summary>
    public static ArmException Exists(VaultKind kind, string name) =>
        new(409, "Conflict", $"{kind.Title} {name} already exists in this key vault.");

    /// <summary>A value that the vault does not take.</summary>
    public static ArmException Bad(string message) => new(400, "BadParameter", message);

    /// <summary>The body of a refusal.</summary>
    public static JsonObject Body(ArmException error)
    {
        var outer = error.Status switch { 403 => "Forbidden", 409 => "Conflict", _ => error.Code };
        var body = new JsonObject { ["code"] = outer, ["message"] = error.Message };
        if (outer != error.Code) body["innererror"] = new JsonObject { ["code"] = error.Code };
        return new JsonObject { ["error"] = body };
    }
}
