using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="DeletionLocks"/>.</summary>
public sealed class DeletionLocksArgs : MlopsComponentArgs
{
    /// <summary>ARM ids of what is locked, by a short name.</summary>
    public required IReadOnlyDictionary<string, Input<string>> Scopes { get; init; }

    /// <summary>
    /// Everything that lies under a lock: the components that hold it are enough. A lock holds for what is below its scope as
    /// well (containers, clusters, role assignments), so a destroy has to take the lock away before any of it.
    /// </summary>
    public required IReadOnlyList<Resource> After { get; init; }

    internal override void Check(Problems problems) =>
        problems.Require(Scopes.Count > 0, nameof(Scopes), "empty", "name at least one resource, or leave the component out.");
}
