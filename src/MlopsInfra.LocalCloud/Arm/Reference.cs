using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A property that holds the id of another resource, and what Azure says if there is none.</summary>
/// <param name="Path">Where it is; <c>[]</c> goes through a list, <c>{}</c> through the keys of a map.</param>
/// <param name="Refuse">The refusal: who refers, to what, at which path. <see cref="References"/> has those of several services.
/// </param>
/// <param name="Targets">The types it may refer to; empty: any.</param>
internal sealed record Reference(string Path, Func<ResourceId, string, string, ArmException> Refuse,
    params ResourceType[] Targets)
{
    /// <summary>Whether what it refers to is in use by it, so that it can't be deleted.</summary>
    public bool Uses { get; init; }

    /// <summary>Whether what it refers to has to be in the same region; the refusal is that of one that is not there.</summary>
    public bool InSameRegion { get; init; }

    /// <summary>Whether the id fits one of the targets.</summary>
    public bool Fits(ResourceId id) => Targets.Length == 0 || Targets.Contains(id.Type);
}
