using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>Azure Storage.</summary>
internal sealed class StorageService : AzureService
{
    private const string WithoutRules = """{"properties":{"cors":{"corsRules":[]}}}""";

    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new StorageAccountResource(),
        new BlobServiceResource(),
        new BlobContainerResource(),
        Service("fileServices"),
        Service("queueServices"),
        Service("tableServices"),
        new FileShareResource(),
        new ManagementPolicyResource(),
    ];

    /// <summary>What each of an account's services logs.</summary>
    public static IReadOnlyList<string> LogCategories { get; } = ["StorageRead", "StorageWrite", "StorageDelete"];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton(provider =>
            new BlobStore(Path.Combine(provider.GetRequiredService<LocalCloudServerOptions>().DataFolder, "blobs")))
        .AddSingleton<IArmRoutes>(provider =>
            new EmptyLists(provider.GetRequiredService<CloudContext>(), "Microsoft.Storage/storageAccounts/encryptionScopes"))
        .AddSingleton<SharedAccessSignatures>()
        .AddSingleton<UserDelegationKeys>()
        .AddSingleton<ClientSignatures>()
        .AddSingleton<BlobAccounts>()
        .AddSingleton<BlobNotices>()
        .AddSingleton<BlobAuthorization>()
        .AddSingleton<BlobRoutes>()
        .AddSingleton<BlockRoutes>()
        .AddSingleton<AppendRoutes>()
        .AddSingleton<CopySources>()
        .AddSingleton<CopyRoutes>()
        .AddSingleton<LeaseRoutes>()
        .AddSingleton<TagRoutes>()
        .AddSingleton<ServiceProperties>()
        .AddSingleton<BlobOperations>()
        .AddSingleton<ContainerOperations>()
        .AddSingleton<ContainerRoutes>()
        .AddSingleton<BlobListing>()
        .AddSingleton<IListFilter, ContainerFilter>()
        .AddSingleton(new UsageLimit(StorageAccountResource.TypeName, "StorageAccounts", "Storage Accounts", 250))
        .AddSingleton<RestBehavior, ContainerBehavior>()
        .AddSingleton<IPathRoutes, StorageSkuRoutes>()
        .AddSingleton<IArmRoutes>(provider => new EmptyLists(provider.GetRequiredService<CloudContext>(),
            "Microsoft.Storage/deletedAccounts"))
        .AddSingleton<IDataPlane, BlobPlane>();

    // They come with their account; the package has no resource for them.
    private static AzureResource Service(string name) => new($"{StorageAccountResource.TypeName}/{name}")
    {
        CreatedBy = CreatedBy.Parent,
        DefaultBody = WithoutRules,
        LogCategories = LogCategories,
    };
}
