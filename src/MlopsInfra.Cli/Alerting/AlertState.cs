namespace MlopsInfra.Cli.Alerting;

/// <summary>What an alert would do now.</summary>
internal enum AlertState
{
    /// <summary>It would fire.</summary>
    Fires,

    /// <summary>It would not.</summary>
    Quiet,

    /// <summary>There is nothing that it could be evaluated on.</summary>
    NoData,

    /// <summary>It is switched off.</summary>
    Disabled,

    /// <summary>It can't be evaluated.</summary>
    Failed,
}
