namespace MlopsInfra.Components;

/// <summary>What every component that puts resources into a resource group is given.</summary>
public abstract class PlacedComponentArgs : MlopsComponentArgs
{
    /// <summary>Resource group, region and tags.</summary>
    public required Placement Placement { get; init; }

    internal override void Check(Problems problems)
    {
        LocationRules.Check(problems, $"{nameof(Placement)}.{nameof(Placement.Location)}", Placement.Location);
        TagRules.Check(problems, $"{nameof(Placement)}.{nameof(Placement.Tags)}", Placement.Tags);
    }
}
