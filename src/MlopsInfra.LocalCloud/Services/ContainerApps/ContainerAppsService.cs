using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.ContainerApps;

/// <summary>Azure Container Apps.</summary>
internal sealed class ContainerAppsService : AzureService
{
    private const string Environments = "Microsoft.App/managedEnvironments";

    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new AzureResource("Microsoft.App/containerApps")
        {
            Naming = Names("container app", 32),
            References =
            [
                new("properties.environmentId", References.Missing, Environments),
                new("properties.managedEnvironmentId", References.Missing, Environments),
            ],
        },
        new AzureResource("Microsoft.App/jobs")
        {
            Naming = Names("job", 32),
            References = [new("properties.environmentId", References.Missing, Environments)],
        },
        new AzureResource(Environments)
        {
            Naming = Names("environment", 60),
            References =
            [
                References.Used("properties.vnetConfiguration.infrastructureSubnetId",
                    "Microsoft.Network/virtualNetworks/subnets"),
            ],
        },
    ];

    private static NamingRule Names(string what, int maximum) =>
        new("[a-z](?:-?[a-z0-9])*", 2, maximum, "ContainerAppInvalidName",
        "Invalid " + what + " name '{0}'. It must be 2 to " + maximum
            + " lower-case letters, digits and single hyphens, begin with a letter and end with a letter or digit.");
}
