namespace MlopsInfra.LocalCloud;

/// <summary>
/// A replacement that soft delete stops half-way: the old resource is deleted, and its name is not free for the new one.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Days">How long it stays taken.</param>
/// <param name="CanPurge">Whether it can be freed before; false under purge protection.</param>
/// <param name="IsCertain">Whether the new one is sure to want that name; false where it is known only afterwards.</param>
public sealed record SoftDeleteConflict(string Name, int Days, bool CanPurge, bool IsCertain);
