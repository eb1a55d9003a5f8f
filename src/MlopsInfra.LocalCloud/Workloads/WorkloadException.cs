namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>A workload can't be executed; the message says why, and what to do.</summary>
internal sealed class WorkloadException(string message, Exception? inner = null) : Exception(message, inner);
