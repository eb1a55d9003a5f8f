namespace MlopsInfra.Components;

/// <summary>What every component that puts resources into a resource group is given.</summary>
public abstract class PlacedComponentArgs : MlopsComponentArgs
{
    /// <summary>Resource group, region and tags.</summary>
    public required Placement Placement { get; init; }

    internal override void Check(Problems problems) => TagRules.Check(problems, "Placement.Tags", Placement.Tags);
}
