using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Authorization;
using MlopsInfra.LocalCloud.Services.Compute;
using MlopsInfra.LocalCloud.Services.Consumption;
using MlopsInfra.LocalCloud.Services.ContainerApps;
using MlopsInfra.LocalCloud.Services.ContainerInstances;
using MlopsInfra.LocalCloud.Services.ContainerRegistry;
using MlopsInfra.LocalCloud.Services.EventGrid;
using MlopsInfra.LocalCloud.Services.Identity;
using MlopsInfra.LocalCloud.Services.KeyVault;
using MlopsInfra.LocalCloud.Services.Kubernetes;
using MlopsInfra.LocalCloud.Services.LogicApps;
using MlopsInfra.LocalCloud.Services.MachineLearning;
using MlopsInfra.LocalCloud.Services.ManagedGrafana;
using MlopsInfra.LocalCloud.Services.Monitor;
using MlopsInfra.LocalCloud.Services.Network;
using MlopsInfra.LocalCloud.Services.Portal;
using MlopsInfra.LocalCloud.Services.ResourceGraph;
using MlopsInfra.LocalCloud.Services.Resources;
using MlopsInfra.LocalCloud.Services.Storage;

namespace MlopsInfra.LocalCloud;

/// <summary>The services that the local cloud stands in for.</summary>
internal static class AzureServices
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<AzureService> All { get; } =
    [
        new AuthorizationService(),
        new ComputeService(),
        new ConsumptionService(),
        new ContainerAppsService(),
        new ContainerInstancesService(),
        new ContainerRegistryService(),
        new EventGridService(),
        new IdentityService(),
        new KeyVaultService(),
        new KubernetesService(),
        new LogicAppsService(),
        new MachineLearningService(),
        new ManagedGrafanaService(),
        new MonitorService(),
        new NetworkService(),
        new PortalService(),
        new ResourceGraphService(),
        new ResourcesService(),
        new StorageService(),
    ];

    /// <summary>What they know of their resource types.</summary>
    public static AzureTypes Types { get; } = new(All.SelectMany(service => service.Resources));
}
