namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="ImageRegistry"/>.</summary>
public sealed class ImageRegistryArgs : PlacedComponentArgs
{
    /// <summary>Name of the registry: 5 to 50 letters and digits, unique world-wide.</summary>
    public required string RegistryName { get; init; }

    /// <summary>What can be chosen.</summary>
    public RegistryOptions Options { get; init; } = new();

    /// <summary>
    /// Whether the registry can be reached from the internet; switching it off needs the tier Premium. Default: true.
    /// </summary>
    public bool PublicNetworkAccess { get; init; } = true;

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(RegistryName), RegistryName, NamingRules.ContainerRegistry);
        Options.Check(problems, nameof(Options));
        problems.Require(
            PublicNetworkAccess || Options.Sku is RegistrySku.Premium, $"{nameof(Options)}.{nameof(RegistryOptions.Sku)}",
            Options.Sku,
            "a registry without public network access needs the tier Premium.");
    }
}
