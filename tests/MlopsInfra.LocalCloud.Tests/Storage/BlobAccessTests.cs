using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Who may read and write blobs, and by which address.</summary>
public sealed class BlobAccessTests
{
    [Fact]
    public async Task Account_keys_are_refused()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var key = Convert.ToBase64String(new byte[64]);
        var client = new BlobServiceClient(new Uri("https://stmlops.blob.core.windows.net"),
            new StorageSharedKeyCredential("stmlops", key), rest.BlobOptions());

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.GetBlobContainerClient("training")
            .GetBlobClient("x").UploadAsync(BinaryData.FromString("1")));

        Assert.Equal((403, "KeyBasedAuthenticationNotPermitted"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task Roles_decide_who_may_read_write_and_create()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var writer = await rest.IdentityAsync("id-writer");
        await rest.GrantAsync(RestCloud.Account, writer, Role.BlobContributor);
        var reader = await rest.IdentityAsync("id-reader");
        await rest.GrantAsync(RestCloud.Account, reader, Role.BlobReader);
        var nobody = await rest.IdentityAsync("id-nobody");

        await rest.Blobs(writer).GetBlobContainerClient("training").UploadBlobAsync("x", BinaryData.FromString("1"));
        await rest.Blobs(writer).CreateBlobContainerAsync("made-by-writer");
        var content = (await rest.Blobs(reader).GetBlobContainerClient("training").GetBlobClient("x")
            .DownloadContentAsync()).Value.Content.ToString();
        var write = await Assert.ThrowsAsync<RequestFailedException>(() => rest.Blobs(reader).GetBlobContainerClient("training")
            .UploadBlobAsync("y", BinaryData.FromString("1")));
        var create =
            await Assert.ThrowsAsync<RequestFailedException>(() => rest.Blobs(reader).CreateBlobContainerAsync("made-by-reader"));
        var read = await Assert.ThrowsAsync<RequestFailedException>(() => rest.Blobs(nobody).GetBlobContainerClient("training")
            .GetBlobClient("x").DownloadContentAsync());

        Assert.Equal("1", content);
        Assert.All([write, create, read],
            refused => Assert.Equal((403, "AuthorizationPermissionMismatch"), (refused.Status, refused.ErrorCode)));
        Assert.NotNull(
            rest.Cloud.Resources.Find(ResourceId.Parse($"{RestCloud.Account}/blobServices/default/containers/made-by-writer")));
    }

    [Fact]
    public async Task A_pending_upload_gives_a_signature_for_one_container()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var url = $"{RestCloud.Workspace}/codes/src/versions/1/startPendingUpload?api-version={RestCloud.Version}";

        var answer = (await rest.SendAsync(HttpMethod.Post, url,
            new { pendingUploadType = "TemporaryBlobReference" })).Body!["blobReferenceForConsumption"]!;
        var again = (await rest.SendAsync(HttpMethod.Post, url,
            new { pendingUploadType = "TemporaryBlobReference" })).Body!["blobReferenceForConsumption"]!;
        var sas = new Uri((string)answer["credential"]!["sasUri"]!);
        var container = new BlobContainerClient(sas, rest.BlobOptions());
        await container.UploadBlobAsync("src/train.py", BinaryData.FromString("print(1)\n"));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => container.DeleteBlobAsync("src/train.py"));
        var elsewhere =
            new BlobContainerClient(new Uri($"https://stmlops.blob.core.windows.net/training{sas.Query}"), rest.BlobOptions());
        var other =
            await Assert.ThrowsAsync<RequestFailedException>(() => elsewhere.UploadBlobAsync("x", BinaryData.FromString("1")));

        Assert.Equal((string?)answer["blobUri"], (string?)again["blobUri"]);
        Assert.StartsWith("https://stmlops.blob.core.windows.net:443/", (string?)answer["blobUri"], StringComparison.Ordinal);
        Assert.Equal((403, "AuthorizationPermissionMismatch"), (delete.Status, delete.ErrorCode));
        Assert.Equal((403, "AuthenticationFailed"), (other.Status, other.ErrorCode));
    }

    [Fact]
    public async Task Loopback_addresses_work_without_Azures_names()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var client = new BlobServiceClient(rest.Server.BlobAddress("stmlops"), new LocalTokenCredential(rest.Server.Tokens),
            rest.BlobOptions());

        await client.GetBlobContainerClient("training").UploadBlobAsync("x", BinaryData.FromString("1"));

        Assert.Equal("1",
            Encoding.UTF8.GetString((await client.GetBlobContainerClient("training").GetBlobClient("x")
                .DownloadContentAsync()).Value.Content));
    }
}
