namespace MlopsInfra.Cli.Reports;

/// <summary>What has become of a pending operation.</summary>
internal enum RepairState
{
    /// <summary>The resource is there: it is taken into the state.</summary>
    Exists,

    /// <summary>It is not there: the operation is forgotten, and the next update creates it.</summary>
    Absent,

    /// <summary>Nobody here can tell; the reason says how to find out.</summary>
    Unknown,

    /// <summary>The resource is in the state: a refresh brings it up to date.</summary>
    Refreshed,
}
