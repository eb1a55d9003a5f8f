using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.Cli.Local;

/// <summary>The local cloud of a project: in this process, or in that of a running <c>mlops local serve</c>.</summary>
internal interface ILocalCloud : IAsyncDisposable
{
    /// <summary>Its providers.</summary>
    IProviderSource Providers { get; }

    /// <summary>What was done there, in one line.</summary>
    string Fact { get; }

    /// <summary>Where this run stands.</summary>
    CallerPlace Place { get; }

    /// <summary>Says where this run stands. Default: outside of every network.</summary>
    /// <param name="place">The place.</param>
    void StandIn(CallerPlace place);

    /// <summary>Its REST side.</summary>
    /// <param name="executor">How what is deployed is executed, where this process serves it; a running <c>mlops local serve</c>
    /// does as it was told.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    Task<ILocalAzure> StartAzureAsync(WorkloadExecutor executor, CancellationToken cancellationToken);

    /// <summary>Whether it runs in this process, and ends with it.</summary>
    bool IsOwn { get; }
}
