using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>Azure Container Registry.</summary>
internal sealed class ContainerRegistryService : AzureService
{
    private const string Registry = RegistryResource.TypeName;

    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new RegistryResource(),
        new ReplicationResource(),
        new AzureResource($"{Registry}/cacheRules") { Naming = RegistryNames.WithHyphens("Cache rule") },
        new RegistryChildResource($"{Registry}/connectedRegistries")
        {
            Naming = RegistryNames.Plain("Connected registry", 40),
            PremiumFeature = "Connected registry",
        },
        new RegistryChildResource($"{Registry}/importPipelines")
        {
            PremiumFeature = "Import pipeline",
            Naming = RegistryNames.Plain("Import pipeline"),
            Location = LocationRule.Optional,
        },
        new RegistryChildResource($"{Registry}/scopeMaps")
        {
            Naming = RegistryNames.WithUnderscores("Scope map"),
            Most = (100, 500, 50000),
        },
        new AzureResource($"{Registry}/tasks")
        {
            Naming = new("[A-Za-z0-9_-]+", 5, 50, "InvalidResourceName",
                "Task name '{0}' is invalid. Task names must be 5 to 50 letters, digits, hyphens and underscores."),
        },
        new RunByAzureResource($"{Registry}/taskRuns")
        {
            Naming = RegistryNames.WithHyphens("Task run"),
            Location = LocationRule.Optional,
        },
        new RegistryChildResource($"{Registry}/tokens")
        {
            Most = (100, 500, 50000),
            Naming = RegistryNames.WithUnderscores("Token"),
            References = [new("properties.scopeMapId", References.Missing, $"{Registry}/scopeMaps")],
        },
        new RegistryChildResource($"{Registry}/webhooks")
        {
            Most = (2, 10, 500),
            Naming = RegistryNames.Plain("Webhook"),
            Location = LocationRule.Optional,
        },
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton(provider =>
            new ImageStore(Path.Combine(provider.GetRequiredService<LocalCloudServerOptions>().DataFolder, "images")))
        .AddSingleton(provider => new PushedContent(
            Path.Combine(provider.GetRequiredService<LocalCloudServerOptions>().DataFolder, "images", "pushed")))
        .AddSingleton<RegistryImages>()
        .AddSingleton<BaseImages>()
        .AddSingleton<BuildLogs>()
        .AddSingleton<DockerImageBuild>()
        .AddSingleton<ImageBuild>()
        .AddSingleton<ImageBuilds>()
        .AddSingleton<ImageEvents>()
        .AddSingleton<ImageImports>()
        .AddSingleton<RegistryTokens>()
        .AddSingleton<RepositoryRoutes>()
        .AddSingleton<ManifestRoutes>()
        .AddSingleton<PushRoutes>()
        .AddSingleton<IDataPlane, RegistryPlane>()
        .AddSingleton<IArmRoutes, RegistryUsages>()
        .AddSingleton<IArmRoutes, RegistryRoutes>();
}
