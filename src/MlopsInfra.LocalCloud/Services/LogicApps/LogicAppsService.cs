using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>Azure Logic Apps.</summary>
internal sealed class LogicAppsService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new WorkflowResource(),
    ];
}
