namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>A way to execute workloads.</summary>
internal interface IWorkloadRunner
{
    /// <summary>Comes before the first workload. Does nothing where nothing has to be there.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WorkloadException">Nothing can be executed.</exception>
    Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts one.</summary>
    /// <param name="spec">What is to be executed.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="WorkloadException">It can't be started.</exception>
    Task<IWorkload> StartAsync(WorkloadSpec spec, CancellationToken cancellationToken);
}
