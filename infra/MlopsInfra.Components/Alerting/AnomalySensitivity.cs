namespace MlopsInfra.Components;

/// <summary>
/// How far latency, failures and volume of scoring requests may leave their usual range before an alert is sent. Azure Monitor
/// learns the range from the past days ("Create a metric alert with dynamic thresholds").
/// </summary>
public enum AnomalySensitivity
{
    /// <summary>No alerts on anomalies.</summary>
    None,

    /// <summary>A wide range: large deviations only.</summary>
    Low,

    /// <summary>In between.</summary>
    Medium,

    /// <summary>A narrow range: small deviations, and more false alarms.</summary>
    High,
}
