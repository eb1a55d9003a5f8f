namespace MlopsInfra.Components;

/// <summary>How many copies of the data there are, and where.</summary>
public enum StorageRedundancy
{
    /// <summary>Three copies in one data centre.</summary>
    Lrs,

    /// <summary>Three copies in three zones of the region.</summary>
    Zrs,

    /// <summary>As <see cref="Lrs"/>, and as much in the paired region.</summary>
    Grs,

    /// <summary>As <see cref="Zrs"/>, and three more in the paired region.</summary>
    Gzrs,
}
