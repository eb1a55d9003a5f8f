using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Consumption;

/// <summary>Cost Management.</summary>
internal sealed class ConsumptionService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new BudgetResource(),
    ];
}
