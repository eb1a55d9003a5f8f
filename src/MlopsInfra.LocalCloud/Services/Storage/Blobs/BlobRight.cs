namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>What an operation needs: the action of a role, or one of the permissions of a signature.</summary>
/// <param name="Action">The action.</param>
/// <param name="IsDataAction">Whether it is one of the data plane.</param>
/// <param name="SasPermissions">Letters any of which is enough.</param>
internal sealed record BlobRight(string Action, bool IsDataAction, string SasPermissions)
{
    private const string Service = BlobServiceResource.TypeName;

    public static readonly BlobRight Read = new($"{Service}/containers/blobs/read", true, "r");
    public static readonly BlobRight List = new($"{Service}/containers/blobs/read", true, "l");
    public static readonly BlobRight Create = new($"{Service}/containers/blobs/write", true, "cw");
    public static readonly BlobRight Write = new($"{Service}/containers/blobs/write", true, "w");
    public static readonly BlobRight Append = new($"{Service}/containers/blobs/write", true, "aw");
    public static readonly BlobRight ReadTags = new($"{Service}/containers/blobs/tags/read", true, "t");
    public static readonly BlobRight WriteTags = new($"{Service}/containers/blobs/tags/write", true, "t");
    public static readonly BlobRight Find = new($"{Service}/containers/blobs/filter/action", true, "f");
    public static readonly BlobRight Delete = new($"{Service}/containers/blobs/delete", true, "d");
    public static readonly BlobRight DeleteVersion = new($"{Service}/containers/blobs/deleteBlobVersion/action", true, "x");
    public static readonly BlobRight DelegateKey = new($"{Service}/generateUserDelegationKey/action", false, "");
    public static readonly BlobRight ReadService = new($"{Service}/read", false, "r");
    public static readonly BlobRight WriteService = new($"{Service}/write", false, "w");
    public static readonly BlobRight ReadContainer = new($"{Service}/containers/read", false, "rl");
    public static readonly BlobRight WriteContainer = new($"{Service}/containers/write", false, "");
    public static readonly BlobRight DeleteContainer = new($"{Service}/containers/delete", false, "");
}
