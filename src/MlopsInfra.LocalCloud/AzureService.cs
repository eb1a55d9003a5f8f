using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud;

/// <summary>A service of Azure: one per folder in <c>Services</c>, listed in <see cref="AzureServices"/>.</summary>
internal abstract class AzureService
{
    /// <summary>Its resource types, as far as more is known of them than their schemas.</summary>
    public abstract IReadOnlyList<AzureResource> Resources { get; }

    /// <summary>Its resource types that only programs have.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="resources">Its resources.</param>
    public virtual IEnumerable<IProgramType> ProgramTypes(CloudContext cloud, ResourceManager resources) => [];

    /// <summary>
    /// Registers what it has over REST besides its resources: data planes (<see cref="IDataPlane"/>), paths that are no resources
    /// (<see cref="IArmRoutes"/>), actions (<see cref="IArmActions"/>), and ways of its own (<see cref="RestBehavior"/>).
    /// </summary>
    /// <param name="services">Where to; what <see cref="Server.RestServices"/> registers can be asked for.</param>
    public virtual void AddRest(IServiceCollection services)
    {
    }
}
