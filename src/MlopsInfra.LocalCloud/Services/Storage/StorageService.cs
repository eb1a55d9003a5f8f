using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>Azure Storage.</summary>
internal sealed class StorageService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new StorageAccountResource(),
        new BlobServiceResource(),
        new BlobContainerResource(),
        new ManagementPolicyResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton(provider =>
            new BlobStore(Path.Combine(provider.GetRequiredService<LocalCloudServerOptions>().DataFolder, "blobs")))
        .AddSingleton<SharedAccessSignatures>()
        .AddSingleton<BlobAccounts>()
        .AddSingleton<BlobNotices>()
        .AddSingleton<BlobAuthorization>()
        .AddSingleton<BlobRoutes>()
        .AddSingleton<BlockRoutes>()
        .AddSingleton<ContainerRoutes>()
        .AddSingleton<BlobListing>()
        .AddSingleton<IDataPlane, BlobPlane>();
}
