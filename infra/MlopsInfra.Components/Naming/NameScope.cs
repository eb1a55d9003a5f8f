namespace MlopsInfra.Components;

/// <summary>Within what a name has to be unique.</summary>
public enum NameScope
{
    /// <summary>Within the parent resource or the resource group.</summary>
    Parent,

    /// <summary>Within the subscription.</summary>
    Subscription,

    /// <summary>Within the region, over all customers.</summary>
    Region,

    /// <summary>World-wide, over all customers.</summary>
    World,
}
