using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>Azure Logic Apps.</summary>
internal sealed class LogicAppsService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new WorkflowResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<WorkflowRuns>()
        .AddSingleton<WorkflowRunLog>()
        .AddSingleton<IDataPlane, LogicPlane>()
        .AddSingleton<IArmRoutes, WorkflowRoutes>();
}
