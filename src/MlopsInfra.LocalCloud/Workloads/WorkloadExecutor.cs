namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>How jobs, container groups and online deployments are executed.</summary>
public enum WorkloadExecutor
{
    /// <summary>Not at all: their states move along a timeline, and say that they are simulated.</summary>
    Simulate,

    /// <summary>As processes of this machine, with its Python.</summary>
    Process,

    /// <summary>In containers of the Docker daemon of this machine, with the images that they name.</summary>
    Container,
}
