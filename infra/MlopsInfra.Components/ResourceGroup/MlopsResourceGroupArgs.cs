namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="MlopsResourceGroup"/>.</summary>
public sealed class MlopsResourceGroupArgs : MlopsComponentArgs
{
    /// <summary>Name of the resource group.</summary>
    public required string ResourceGroupName { get; init; }

    /// <summary>Azure region, as in <c>westeurope</c>.</summary>
    public required string Location { get; init; }

    /// <summary>Tags of the group, and of what is placed in it.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    internal override void Check(Problems problems)
    {
        problems.Name(nameof(ResourceGroupName), ResourceGroupName, NamingRules.ResourceGroup);
        LocationRules.Check(problems, nameof(Location), Location);
        TagRules.Check(problems, nameof(Tags), Tags);
    }
}
