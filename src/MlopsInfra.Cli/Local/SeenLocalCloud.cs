using System.Collections.Immutable;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Local;

/// <summary>
/// The local cloud as it is when it is first asked for something, for a preview: whoever has it open. By then the preview has
/// read the state. What an update of another process writes meanwhile is in the cloud before it is in the state, so that nothing
/// that the state knows is missing.
/// </summary>
/// <param name="stack">A stack of the project.</param>
/// <param name="replication">How long a new principal is not found; null: as is usual.</param>
internal sealed class SeenLocalCloud(LocalStack stack, TimeSpan? replication) : ILocalCloud, IProviderSource
{
    private readonly Lazy<EmbeddedCloud> _cloud = new(() => LocalClouds.Look(stack, replication));

    /// <inheritdoc/>
    public IProviderSource Providers => this;

    /// <inheritdoc/>
    public string Fact => "Local cloud: 0 writes";

    /// <inheritdoc/>
    public CallerPlace Place => _cloud.Value.Callers;

    /// <inheritdoc/>
    public bool IsOwn => true;

    /// <inheritdoc/>
    public ImmutableDictionary<string, string> ProgramEnvironment => _cloud.Value.ProgramEnvironment;

    /// <inheritdoc/>
    public IProvider? Create(string package, string? version) => _cloud.Value.Create(package, version);

    /// <inheritdoc/>
    public PropertyMap MarkSecrets(string type, PropertyMap values) => PackageSchemas.MarkSecrets(type, values);

    /// <inheritdoc/>
    public void StandIn(CallerPlace place) => _cloud.Value.Callers = place;

    /// <inheritdoc/>
    public Task<ILocalAzure> StartAzureAsync(WorkloadExecutor executor, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A preview publishes nothing.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _cloud.IsValueCreated ? _cloud.Value.DisposeAsync() : ValueTask.CompletedTask;
}
