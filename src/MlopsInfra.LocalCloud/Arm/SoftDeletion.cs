namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What becomes of the name of a deleted resource.</summary>
/// <param name="Days">How long it stays taken.</param>
/// <param name="CanPurge">Whether it can be freed before.</param>
internal sealed record SoftDeletion(int Days, bool CanPurge)
{
    /// <summary>Whether a new resource of that name is refused meanwhile; otherwise it takes the deleted one back.</summary>
    public bool RefusesNew { get; init; } = true;

    /// <summary>Whether the name is taken everywhere, not only where the deleted one was.</summary>
    public bool IsWorldWide { get; init; }
}
