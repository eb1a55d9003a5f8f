namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>A workload can't be executed; the message says why, and what to do.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">What it comes of; null for nothing.</param>
public sealed class WorkloadException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Its code.</summary>
    public static string Code => "ExecutorNotAvailable";
}
