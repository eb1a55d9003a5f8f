using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.ProviderPlugin.Clients;

namespace MlopsInfra.Cli.Local;

/// <summary>
/// The local cloud in the process of a running <c>mlops local serve</c>: its providers as plugins get them, its REST side by its
/// address.
/// </summary>
/// <param name="folder">The folder that the cloud is kept in.</param>
/// <param name="address">Where its REST side is.</param>
internal sealed class ServedLocalCloud(string folder, ServedAddress address) : ILocalCloud
{
    private readonly HostedProviders _providers =
        new(folder, [.. PackageSchemas.Names], EmbeddedCloud.EnvironmentOf(new LocalCloudOptions()), PackageSchemas.MarkSecrets);

    private CallerPlace _place = CallerPlace.Outside;

    /// <inheritdoc/>
    public IProviderSource Providers => _providers;

    /// <inheritdoc/>
    public string Fact => $"Local cloud: served at {address.Address}";

    /// <inheritdoc/>
    public CallerPlace Place => _place;

    // The providers are the host's, and stand where it does ("mlops local serve --from-network").
    /// <inheritdoc/>
    public void StandIn(CallerPlace place) => _place = place;

    /// <inheritdoc/>
    public bool IsOwn => false;

    /// <inheritdoc/>
    public Task<ILocalAzure> StartAzureAsync(WorkloadExecutor executor, CancellationToken cancellationToken) =>
        Task.FromResult<ILocalAzure>(ServedAzure.Open(address, () => _place));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _providers.Dispose();
        return ValueTask.CompletedTask;
    }
}
