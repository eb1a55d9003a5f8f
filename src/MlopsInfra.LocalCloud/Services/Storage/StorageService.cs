using MlopsInfra.LocalCloud.Arm;

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
}
