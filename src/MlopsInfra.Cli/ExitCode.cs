namespace MlopsInfra.Cli;

/// <summary>How <c>mlops</c> ends.</summary>
internal enum ExitCode
{
    /// <summary>All that was asked for is done.</summary>
    Done = 0,

    /// <summary>The deployment or the publishing failed.</summary>
    Failed = 1,

    /// <summary>Wrong usage or configuration: nothing was tried.</summary>
    Usage = 2,

    /// <summary>An alert would fire (<c>mlops local alerts</c>).</summary>
    AlertFires = 3,
}
