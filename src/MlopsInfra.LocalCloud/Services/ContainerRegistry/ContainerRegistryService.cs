using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

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
        new AzureResource($"{Registry}/connectedRegistries") { Naming = RegistryNames.Plain("Connected registry", 40) },
        new AzureResource($"{Registry}/importPipelines")
        {
            Naming = RegistryNames.Plain("Import pipeline"),
            Location = LocationRule.Optional,
        },
        new AzureResource($"{Registry}/scopeMaps") { Naming = RegistryNames.WithUnderscores("Scope map") },
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
        new AzureResource($"{Registry}/tokens")
        {
            Naming = RegistryNames.WithUnderscores("Token"),
            References = [new("properties.scopeMapId", References.Missing, $"{Registry}/scopeMaps")],
        },
        new AzureResource($"{Registry}/webhooks")
        {
            Naming = RegistryNames.Plain("Webhook"),
            Location = LocationRule.Optional,
        },
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton(provider =>
            new ImageStore(Path.Combine(provider.GetRequiredService<LocalCloudServerOptions>().DataFolder, "images")))
        .AddSingleton<ImageBuilds>()
        .AddSingleton<ImageImports>()
        .AddSingleton<IArmRoutes, RegistryRoutes>();
}
