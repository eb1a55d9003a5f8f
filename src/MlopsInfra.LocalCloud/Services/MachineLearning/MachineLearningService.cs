using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>Azure Machine Learning.</summary>
internal sealed class MachineLearningService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new WorkspaceResource(),
        new ComputeResource(),
        new AssetContainerResource("codes"),
        new AssetContainerResource("environments"),
        new AssetContainerResource("data"),
        new AssetContainerResource("models"),
        new AssetContainerResource("components"),
        new CodeVersionResource(),
        new EnvironmentVersionResource(),
        new DataVersionResource(),
        new ModelVersionResource(),
        new ComponentVersionResource(),
        new JobResource(),
        new BatchEndpointResource(),
        new BatchDeploymentResource(),
        new OnlineEndpointResource(),
        new OnlineDeploymentResource(),
        new ScheduleResource(),
        new DatastoreResource(),
    ];
}
