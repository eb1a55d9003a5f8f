using System.Collections.Immutable;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Engine.Bridged;
using MlopsInfra.LocalCloud.Engine.Bridged.Terraform;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.AzureDevOps;
using MlopsInfra.LocalCloud.Services.GitHub;
using MlopsInfra.LocalCloud.Simulation;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud;

/// <summary>
/// The local cloud in this process: one store, reached as the engine's providers and as the control plane that the REST side
/// serves. Safe for use from many threads.
/// </summary>
public sealed class EmbeddedCloud : IProviderSource, IDisposable, IAsyncDisposable
{
    private readonly CloudContext _cloud;
    private readonly ResourceManager _resources;
    private readonly Lazy<(PackageSchema Schema, TerraformFacts Facts)> _azureDevOps =
        new(() => (PackageSchema.Open("azuredevops"), TerraformFacts.Open("azuredevops")));
    private readonly Lazy<(PackageSchema Schema, TerraformFacts Facts)> _github =
        new(() => (PackageSchema.Open("github"), TerraformFacts.Open("github")));

    private readonly PackageSecrets _secrets;

    private EmbeddedCloud(CloudContext cloud)
    {
        _cloud = cloud;
        _secrets = new PackageSecrets(SchemaOf);
        _resources = new ResourceManager(cloud);
    }

    /// <summary>What the cloud is made of, for the REST side.</summary>
    internal CloudContext Context => _cloud;

    /// <summary>The control plane.</summary>
    public IResourceManager Resources => _resources;

    /// <summary>The same, with what only the cloud itself does.</summary>
    internal ResourceManager Manager => _resources;

    /// <summary>The resource types there are.</summary>
    public IResourceCatalog Catalog => _resources;

    /// <summary>The role check, for data planes.</summary>
    public IAccessControl Access => _cloud.Access;

    /// <summary>What happens in the cloud.</summary>
    public CloudEvents Events => _cloud.Events;

    /// <summary>
    /// Where callers stand that do not say it themselves: programs that deploy, and clients of the REST side. Default: outside,
    /// on the internet.
    /// </summary>
    public CallerPlace Callers
    {
        get => _cloud.Callers;
        set => _cloud.Callers = value;
    }

    /// <summary>What it was opened with.</summary>
    public LocalCloudOptions Options => _cloud.Options;

    /// <summary>How full it is and what was done to it.</summary>
    public StoreStatistics Statistics => new(_cloud.Store.Count, _cloud.Store.Writes);

    /// <summary>Opens the cloud that is kept in a folder; an empty one if there is nothing in it.</summary>
    /// <param name="directory">The folder, as in <c>.mlops/cloud</c>; made if it is missing. Null: nothing is kept.</param>
    /// <param name="options">What it is made of; null for the defaults.</param>
    /// <exception cref="StoreException">The store is damaged, used by another process, or can't be written.</exception>
    public static EmbeddedCloud Open(string? directory, LocalCloudOptions? options = null) =>
        Open(directory, options ?? new LocalCloudOptions(), AzureServices.Types);

    /// <summary>
    /// The cloud that is kept in a folder as it is now, to look at: no lock is needed, nothing in the folder is touched, and what
    /// is changed ends with this object.
    /// </summary>
    /// <param name="directory">The folder, as in <c>.mlops/cloud</c>; an empty cloud if there is none.</param>
    /// <param name="options">What it is made of; null for the defaults.</param>
    /// <exception cref="StoreException">The store is damaged or can't be read.</exception>
    public static EmbeddedCloud Look(string directory, LocalCloudOptions? options = null) =>
        Over(ResourceStore.Look(directory), options ?? new LocalCloudOptions(), AzureServices.Types);

    /// <summary>Opens a cloud that knows other types than this version does.</summary>
    /// <param name="directory">The folder; null: nothing is kept.</param>
    /// <param name="used">What it is made of.</param>
    /// <param name="types">What is known of the types.</param>
    internal static EmbeddedCloud Open(string? directory, LocalCloudOptions used, AzureTypes types) =>
        Over(ResourceStore.Open(directory), used, types);

    private static EmbeddedCloud Over(ResourceStore store, LocalCloudOptions used, AzureTypes types) =>
        new(new CloudContext(store, new AccessControl(store, used), used, new AzureCatalog(), types, new CloudEvents()));

    /// <summary>How long Azure typically takes for a resource of a program.</summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    /// <param name="inputs">Its inputs, which some types' durations depend on.</param>
    public TypicalDuration TypicalDurationOf(string token, PropertyMap inputs)
    {
        if (_cloud.Catalog.Package.FindResource(token) is not { } schema) return TypicalDuration.Other;
        var type = _cloud.Types.Of(schema.ArmType);
        return type.DurationOf(ArmWriter.Write(inputs, schema).Json) ?? type.Duration;
    }

    /// <summary>Says how long Azure would take for a deployment, by typical durations.</summary>
    /// <param name="result">What the engine did, or in a preview would do.</param>
    public SimulatedDeployment Simulate(DeploymentResult result) => DeploymentSimulation.Run(result, _cloud.Types,
        step => TypicalDurationOf(step.Type, step.NewInputs ?? PropertyMap.Empty));

    /// <summary>The type that a resource of a program has in Azure Resource Manager; null if it is none of Azure's.</summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    public string? ArmTypeOf(string token) =>
        _cloud.Catalog.Package.FindResource(token) is { IsKnownToArm: true } resource ? resource.ArmType : null;

    /// <summary>
    /// What Azure will refuse, or take and ignore, of an update that a plan shows: changes of what can only be set at creation. A
    /// replacement has no such findings: ask for updates only. Reads nothing of the store.
    /// </summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>; of other packages there is nothing
    /// to say.</param>
    /// <param name="oldInputs">The inputs of the last deployment.</param>
    /// <param name="newInputs">The inputs now, as checked; may hold unknowns.</param>
    /// <returns>Each changed input that Azure will not change, by path.</returns>
    public ImmutableArray<UpdateRefusal> UpdateRefusalsOf(string token, PropertyMap oldInputs, PropertyMap newInputs) =>
        _cloud.Catalog.Package.FindResource(token) is { } schema
            ? UpdateRefusals.Of(_cloud.Types.Of(schema.ArmType), schema, oldInputs, newInputs) : [];

    /// <summary>
    /// Whether soft delete stops a replacement half-way, and which name stays taken. Ask for replacements only that delete the
    /// old one first. Reads nothing of the store.
    /// </summary>
    /// <param name="token">The type token; of other packages there is nothing to say.</param>
    /// <param name="oldInputs">The inputs of the last deployment.</param>
    /// <param name="newInputs">The inputs now, as checked; may hold unknowns.</param>
    public SoftDeleteConflict? SoftDeleteConflictOf(string token, PropertyMap oldInputs, PropertyMap newInputs) =>
        _cloud.Catalog.Package.FindResource(token) is { } schema
            ? SoftDeleteConflicts.Of(_cloud.Types.Of(schema.ArmType), schema, oldInputs, newInputs) : null;

    /// <summary>Names that are taken by something deleted: vaults, Log Analytics and Azure ML workspaces.</summary>
    public IReadOnlyList<SoftDeletedName> SoftDeleted() => new SoftDeletedResources(_cloud).All();

    /// <summary>Frees the name of something deleted.</summary>
    /// <param name="id">The id it had.</param>
    /// <exception cref="ArmException">Nothing deleted has this id, or purge protection forbids it.</exception>
    public void Purge(string id) => new SoftDeletedResources(_cloud).Purge(id);

    /// <inheritdoc/>
    public ImmutableDictionary<string, string> ProgramEnvironment => EnvironmentOf(Options);

    /// <summary>
    /// Environment variables that programs need in order to deploy to a cloud of such options; those that are set already are
    /// left out.
    /// </summary>
    /// <param name="options">The options.</param>
    public static ImmutableDictionary<string, string> EnvironmentOf(LocalCloudOptions options) =>
        options.Tokens.RemoveRange(options.Tokens.Keys.Where(name =>
            !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))));

    /// <inheritdoc/>
    public IProvider? Create(string package, string? version) => package switch
    {
        "azure-native" => new AzureNativeProvider(_cloud, _resources,
            AzureServices.All.SelectMany(service => service.ProgramTypes(_cloud, _resources))),
        "azuredevops" =>
            new BridgedProvider(_cloud, _azureDevOps.Value.Schema, _azureDevOps.Value.Facts, new AzureDevOpsService(_cloud)),
        "github" => new BridgedProvider(_cloud, _github.Value.Schema, _github.Value.Facts, new GithubService(_cloud)),
        _ => null,
    };

    /// <inheritdoc/>
    public PropertyMap MarkSecrets(string type, PropertyMap values) => _secrets.Mark(type, values);

    private PackageSchema? SchemaOf(string package) => package switch
    {
        "azure-native" => _cloud.Catalog.Package,
        "azuredevops" => _azureDevOps.Value.Schema,
        "github" => _github.Value.Schema,
        _ => null,
    };

    /// <summary>Writes what is still on its way and lets the next process in.</summary>
    public void Dispose() => _cloud.Store.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
