using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The operations on a container: which one a request asks for, and which rights it needs.</summary>
internal sealed class ContainerOperations(ContainerRoutes containers, LeaseRoutes leases, ServiceProperties properties)
{
    /// <summary>Carries an operation out.</summary>
    public Task HandleAsync(BlobContext context, (string Method, string? Type, string? Comp) operation) => operation switch
    {
        ("PUT", "container", null) => containers.CreateAsync(context.Request, context.Account, context.Container),
        ("GET" or "HEAD", "container", null or "metadata") => containers.GetAsync(context),
        ("DELETE", "container", null) => containers.DeleteAsync(context),
        ("PUT", "container", "metadata") => containers.SetMetadataAsync(context),
        ("GET" or "HEAD", "container", "acl") => containers.GetAccessAsync(context),
        ("PUT", "container", "acl") => containers.SetAccessAsync(context),
        ("GET" or "HEAD", "account", "properties") => properties.AccountAsync(context.Request, context.Account),
        ("PUT", "container", "lease") => leases.ContainerAsync(context),
        ("GET", "container", "blobs") => TagRoutes.FindAsync(context),
        ("GET", "container", "list") => BlobListing.BlobsAsync(context),
        _ => throw StorageException.NotServed($"{operation.Method} {context.Request.Info.Query}"),
    };

    /// <summary>What a request needs the right to.</summary>
    public static IEnumerable<BlobRight> RightsOf((string Method, string? Type, string? Comp) operation, RestRequest request)
    {
        yield return operation switch
        {
            ("GET", _, "list") => BlobRight.List,
            ("GET", _, "blobs") => BlobRight.Find,
            ("PUT", _, _) => BlobRight.WriteContainer,
            ("DELETE", _, _) => BlobRight.DeleteContainer,
            _ => BlobRight.ReadContainer,
        };
        if (operation.Comp == "list" && request.Query("include")?.Contains("tags", StringComparison.OrdinalIgnoreCase) == true)
            yield return BlobRight.ReadTags;
    }
}
