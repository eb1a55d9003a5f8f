using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A name that has to be unique beyond its parent.</summary>
/// <param name="Taken">The refusal of one that is taken.</param>
internal sealed record UniqueName(Func<PutContext, ArmException> Taken)
{
    /// <summary>Whether only others of the same region count; otherwise all of the world.</summary>
    public bool IsRegional { get; init; }

    /// <summary>Other types whose names count as well.</summary>
    public IReadOnlyList<ResourceType> With { get; init; } = [];
}
