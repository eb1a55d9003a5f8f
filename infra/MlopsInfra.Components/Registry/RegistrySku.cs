namespace MlopsInfra.Components;

/// <summary>Tier of the registry.</summary>
public enum RegistrySku
{
    /// <summary>Enough where the network is public.</summary>
    Standard,

    /// <summary>Adds private endpoints, zone redundancy and the clean-up of untagged images.</summary>
    Premium,
}
