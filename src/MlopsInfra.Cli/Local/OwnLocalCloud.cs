using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.Cli.Local;

/// <summary>The local cloud in this process.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="stack">A stack of the project.</param>
internal sealed class OwnLocalCloud(EmbeddedCloud cloud, LocalStack stack) : ILocalCloud
{
    /// <inheritdoc/>
    public IProviderSource Providers => cloud;

    /// <inheritdoc/>
    public string Fact => $"Local cloud: {cloud.Statistics.Writes} writes";

    /// <inheritdoc/>
    public CallerPlace Place => cloud.Callers;

    /// <inheritdoc/>
    public void StandIn(CallerPlace place) => cloud.Callers = place;

    /// <inheritdoc/>
    public bool IsOwn => true;

    /// <inheritdoc/>
    public async Task<ILocalAzure> StartAzureAsync(WorkloadExecutor executor, CancellationToken cancellationToken) =>
        await LocalAzure.StartAsync(cloud, stack, executor, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => cloud.DisposeAsync();
}
