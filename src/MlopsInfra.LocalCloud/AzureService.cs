using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud;

/// <summary>A service of Azure: one per folder in <c>Services</c>, listed in <see cref="AzureServices"/>.</summary>
internal abstract class AzureService
{
    /// <summary>Its resource types, as far as more is known of them than their schemas.</summary>
    public abstract IReadOnlyList<AzureResource> Resources { get; }
}
