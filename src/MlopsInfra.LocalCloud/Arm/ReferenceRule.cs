using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A property that holds the id of another resource, and what Azure says if there is none.</summary>
/// <param name="Type">The ARM type that has the property.</param>
/// <param name="Path">Where it is; <c>[]</c> goes through a list, <c>{}</c> through the keys of a map.</param>
/// <param name="Refuse">The refusal: who refers, to what, at which path.</param>
/// <param name="Targets">The types it may refer to; empty: any.</param>
internal sealed record ReferenceRule(string Type, string Path, Func<ResourceId, string, string, ArmException> Refuse,
    params string[] Targets)
{
    /// <summary>Whether the id fits one of the targets.</summary>
    public bool Fits(ResourceId id) =>
        Targets.Length == 0 || Targets.Contains(id.Type.ToString(), StringComparer.OrdinalIgnoreCase);
}
