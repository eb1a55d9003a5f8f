using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Server;

using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>How a <see cref="LocalCloudServer"/> behaves. The defaults are the fastest that real clients understand.</summary>
public sealed class LocalCloudServerOptions
{
    /// <summary>
    /// The folder that blobs and other content are kept in, as in <c>.mlops/cloud/content</c>; made if it is missing.
    /// Subscriptions, tenant, deployer and clock are those of the cloud (<see cref="LocalCloudOptions"/>).
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// The folder that the signing key and the certificate (<c>server.pem</c>) are kept in, as in <c>.mlops/cloud</c>, so that
    /// tokens and trust outlive the server; only their owner may read the keys. Default: they live as long as the server.
    /// </summary>
    public string? KeysFolder { get; init; }

    /// <summary>The port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// How often a poll of a long-running operation answers "not yet". 0, the default, lets the first poll find it done: the
    /// Azure SDK for .NET polls once at once and then waits a second or more between polls.
    /// </summary>
    public int InProgressPolls { get; set; }

    /// <summary>The Retry-After that polls answer with; null, as Azure ML does, for none.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>
    /// How many times faster than in Azure something is tried again: the delivery of an event (Event Grid's first wait is 10 s,
    /// its last ones 12 h), the call of an HTTP action. Default: 100.
    /// </summary>
    public double RetrySpeed { get; init; } = 100;

    /// <summary>
    /// How jobs, container groups and online deployments are executed. Default: not at all; whoever reaches the port could else
    /// start programs with the rights of this process.
    /// </summary>
    public WorkloadExecutor Executor { get; init; } = WorkloadExecutor.Simulate;

    /// <summary>
    /// The Python that processes are executed with, as in <c>/usr/bin/python3</c>. Default: the one that the environment variable
    /// <c>MLOPS_PYTHON</c> names, else of those on the PATH the one that has most of what an environment asks for.
    /// </summary>
    public string? Python { get; init; }

    /// <summary>
    /// The Docker daemon that containers are executed by, as in <c>unix:///var/run/docker.sock</c>. Default: the one that
    /// Docker's own client finds.
    /// </summary>
    public Uri? DockerAddress { get; init; }

    /// <summary>
    /// Is told of what failed inside of the server: a request that is answered with 500, an event that could neither be delivered
    /// nor kept.
    /// </summary>
    public Action<Exception>? Failed { get; init; }

    /// <summary>
    /// Whether registries build: false plays a subscription that Azure keeps tasks from (free, trial, student), with the error
    /// <c>TasksOperationsNotAllowed</c>. May be changed while the server runs.
    /// </summary>
    public bool AllowsRegistryTasks { get; set; } = true;

    /// <summary>What goes wrong on purpose. May be changed while the server runs.</summary>
    public FaultList Faults { get; } = new();
}
