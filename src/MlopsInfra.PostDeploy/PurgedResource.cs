namespace MlopsInfra.PostDeploy;

/// <summary>A name, and whether something deleted holds it.</summary>
/// <param name="Type">The type, as in <c>Microsoft.KeyVault/vaults</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Id">The ARM id that the deleted resource had.</param>
/// <param name="Location">Its region.</param>
/// <param name="Op">One of the constants.</param>
/// <param name="FreeOn">When Azure frees the name by itself; null if it does not say.</param>
public sealed record PurgedResource(string Type, string Name, string Id, string Location, string Op,
    DateTimeOffset? FreeOn = null)
{
    /// <summary>It is soft-deleted: it is purged.</summary>
    public const string Purge = "purge";

    /// <summary>Nothing deleted holds the name.</summary>
    public const string None = "none";

    /// <summary>The resource is alive: it is no matter of a purge, which would delete it.</summary>
    public const string Exists = "exists";

    /// <summary>
    /// Azure has no list that would say; it is tried (a plan only: afterwards it is <see cref="Purge"/> or <see cref="None"/>).
    /// </summary>
    public const string Unknown = "unknown";

    /// <summary>It is soft-deleted under purge protection: only time frees the name.</summary>
    public const string Protected = "protected";
}
