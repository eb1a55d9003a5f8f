using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Consumption;

/// <summary>Cost Management.</summary>
internal sealed class ConsumptionService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new BudgetResource(),
    ];

    /// <summary>Nothing here costs anything, so there is no usage to be charged.</summary>
    public override void AddRest(IServiceCollection services) => services.AddSingleton<IArmRoutes>(provider =>
        new EmptyLists(provider.GetRequiredService<CloudContext>(), "Microsoft.Consumption/usageDetails"));
}
