namespace MlopsInfra.Components;

/// <summary>What every component that puts resources into a resource group is given.</summary>
public abstract class PlacedComponentArgs : MlopsComponentArgs
{
    /// <summary>
    /// Resource group, region and tags. Default: those of the parent, where that is a component of this library; needed where
    /// there is none.
    /// </summary>
    public Placement? Placement { get; init; }

    internal override void Check(Problems problems)
    {
        if (Placement is null) return;
        LocationRules.Check(problems, $"{nameof(Placement)}.{nameof(Placement.Location)}", Placement.Location);
        TagRules.Check(problems, $"{nameof(Placement)}.{nameof(Placement.Tags)}", Placement.Tags);
    }
}
