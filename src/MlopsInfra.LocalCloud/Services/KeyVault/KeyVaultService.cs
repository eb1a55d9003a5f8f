using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Azure Key Vault.</summary>
internal sealed class KeyVaultService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new VaultResource(),
        new SecretResource(),
        new KeyResource(),
    ];

    /// <inheritdoc/>
    public override IEnumerable<IProgramType> ProgramTypes(CloudContext cloud, ResourceManager resources) =>
        [new VaultAccessPolicies(cloud, resources)];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IArmRoutes, DeletedVaultRoutes>()
        .AddSingleton<IArmRoutes, AccessPolicyRoutes>()
        .AddSingleton<IArmRoutes>(provider => new EmptyLists(provider.GetRequiredService<CloudContext>(),
            "Microsoft.KeyVault/managedHSMs", "Microsoft.KeyVault/deletedManagedHSMs"))
        .AddSingleton<VaultContent>()
        .AddSingleton<IArmRoutes, KeyVersionRoutes>()
        .AddSingleton<KeyMaterial>()
        .AddSingleton<VaultRoutes, SecretRoutes>()
        .AddSingleton<VaultRoutes, KeyRoutes>()
        .AddSingleton<CertificateWrites>()
        .AddSingleton<VaultRoutes, CertificateRoutes>()
        .AddSingleton<IDataPlane, VaultPlane>();
}
