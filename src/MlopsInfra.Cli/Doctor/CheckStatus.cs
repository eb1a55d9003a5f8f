namespace MlopsInfra.Cli.Doctor;

/// <summary>How a check ended.</summary>
internal enum CheckStatus
{
    /// <summary>What is needed is there.</summary>
    Ok,

    /// <summary>Something is missing; the check says how to get it.</summary>
    Missing,

    /// <summary>It was not looked at, or can't be told; the check says why.</summary>
    Skipped,
}
