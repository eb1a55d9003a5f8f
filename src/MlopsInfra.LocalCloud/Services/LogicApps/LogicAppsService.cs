using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;

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
        .AddSingleton<IArmRoutes, WorkflowRoutes>()
        .AddSingleton<IArmRoutes, TriggerRoutes>()
        .AddSingleton<IArmActions, WorkflowStates>()
        .AddSingleton<IListFilter>(new ListFilter(
            new FilterVocabulary<JsonObject>()
                .With("state", workflow => workflow.Text("properties.state"))
                .With("name", workflow => workflow.Text("name")),
            WorkflowResource.TypeName));
}
