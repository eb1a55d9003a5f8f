namespace MlopsInfra.Torture.Kills;

/// <summary>What a kill waits for.</summary>
internal enum MomentKind
{
    /// <summary>A line of output.</summary>
    Lines,

    /// <summary>The size of the cloud's store.</summary>
    Store,

    /// <summary>The size of the state's journal.</summary>
    Journal,

    /// <summary>A time.</summary>
    Time,
}
