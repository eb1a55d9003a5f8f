namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>A kind of things that a vault holds.</summary>
/// <param name="Plural">What its paths are called, as in <c>secrets</c>.</param>
/// <param name="Title">What refusals call one, as in <c>Secret</c>.</param>
/// <param name="UriProperty">What Resource Manager calls the address of one, as in <c>secretUri</c>.</param>
internal sealed record VaultKind(string Plural, string Title, string UriProperty)
{
    /// <summary>Secrets.</summary>
    public static VaultKind Secrets { get; } = new("secrets", "Secret", "secretUri");

    /// <summary>Keys.</summary>
    public static VaultKind Keys { get; } = new("keys", "Key", "keyUri");

    /// <summary>Certificates, which Resource Manager does not know.</summary>
    public static VaultKind Certificates { get; } = new("certificates", "Certificate", "certificateUri");

    /// <summary>What the paths of deleted ones are called.</summary>
    public string Deleted => $"deleted{Plural}";

    /// <summary>The right to an operation, for what roles and policies call it.</summary>
    /// <param name="permission">What a policy calls it, as in <c>get</c>.</param>
    /// <param name="action">What a role calls it, as in <c>getSecret/action</c>.</param>
    public VaultRight Right(string permission, string action) => new(Plural, permission, $"{Plural}/{action}");
}
