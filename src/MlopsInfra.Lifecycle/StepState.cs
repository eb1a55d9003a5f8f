namespace MlopsInfra.Lifecycle;

/// <summary>How a step is.</summary>
public enum StepState
{
    /// <summary>It waits for others, or for a machine.</summary>
    Waiting,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Done,

    /// <summary>There was nothing to do: it was done before.</summary>
    Kept,

    /// <summary>It failed, or was refused.</summary>
    Failed,

    /// <summary>It was not begun, or was broken off, because another one failed or somebody wanted it so.</summary>
    Skipped,
}
