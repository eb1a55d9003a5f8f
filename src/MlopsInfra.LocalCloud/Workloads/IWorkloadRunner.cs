namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>A way to execute workloads.</summary>
internal interface IWorkloadRunner
{
    /// <summary>Starts one.</summary>
    /// <param name="spec">What is to be executed.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="WorkloadException">It can't be started.</exception>
    Task<IWorkload> StartAsync(WorkloadSpec spec, CancellationToken cancellationToken);
}
