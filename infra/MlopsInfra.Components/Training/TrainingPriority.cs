namespace MlopsInfra.Components;

/// <summary>How sure the nodes of a cluster are.</summary>
public enum TrainingPriority
{
    /// <summary>Nodes stay until the job is done.</summary>
    Dedicated,

    /// <summary>Spare capacity at a fraction of the price; Azure may take nodes back, and the job starts again.</summary>
    LowPriority,
}
