using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>
/// Virtual machines and scale sets of them: what agents and runners of pipelines live on; and the sizes that other services'
/// machines have as well.
/// </summary>
internal sealed class ComputeService : AzureService
{
    /// <summary>Names of the resources; the name of a machine's computer is shorter.</summary>
    public static NamingRule Names { get; } = new("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?", 1, 64, "InvalidParameter",
        "The name '{0}' is invalid. It must be 1 to 64 letters, digits, periods, underscores and hyphens, begin with a letter or "
            + "digit and not end with a period or hyphen.");

    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new VirtualMachineResource(),
        new VirtualMachineScaleSetResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IArmRoutes, SizeRoutes>()
        .AddSingleton<IArmRoutes>(provider =>
            new EmptyLists(provider.GetRequiredService<CloudContext>(), "Microsoft.Compute/disks"))
        .AddSingleton(new PreviewFeature("Microsoft.Compute", "EncryptionAtHost"));
}
