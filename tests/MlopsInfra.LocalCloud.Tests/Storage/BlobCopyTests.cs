using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Copies: a model goes from one account to another, and only for who may read it.</summary>
public sealed class BlobCopyTests
{
    private const string Other = $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/stother";

    [Fact]
    public async Task Who_may_write_here_and_not_read_there_copies_nothing()
    {
        await using var rest = await StartAsync();
        var writer = await rest.IdentityAsync("id-writer");
        await rest.GrantAsync(RestCloud.Account, writer, Role.BlobContributor);
        var source = new Uri("https://stother.blob.core.windows.net/models/m.pkl");
        var target = rest.Blobs(writer).GetBlobContainerClient("training").GetBlockBlobClient("m.pkl");
        var authorization = new HttpAuthorization("Bearer", rest.Server.Tokens.Issue(Audiences.Storage, writer).Value);

        var refused = await RefusalAsync(() => target.SyncUploadFromUriAsync(source,
            new BlobSyncUploadFromUriOptions { SourceAuthentication = authorization }));
        await rest.GrantAsync(Other, writer, Role.BlobReader);
        await target.SyncUploadFromUriAsync(source,
            new BlobSyncUploadFromUriOptions { SourceAuthentication = authorization });
        var properties = (await target.GetPropertiesAsync()).Value;

        Assert.Equal((403, "CannotVerifyCopySource"), refused);
        Assert.Equal("model", (await target.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal(("application/x-pickle", "yes"), (properties.ContentType, properties.Metadata["trained"]));
    }

    [Fact]
    public async Task A_copy_within_an_account_takes_properties_and_metadata_along_and_says_where_it_is_from()
    {
        await using var rest = await StartAsync();
        var models = new BlobServiceClient(new Uri("https://stother.blob.core.windows.net"),
            new LocalTokenCredential(rest.Server.Tokens), rest.BlobOptions()).GetBlobContainerClient("models");
        var (source, target) = (models.GetBlobClient("m.pkl"), models.GetBlobClient("copies/m.pkl"));

        var operation = await target.StartCopyFromUriAsync(source.Uri);
        await operation.WaitForCompletionAsync();
        var copied = (await target.GetPropertiesAsync()).Value;
        await target.UploadAsync(BinaryData.FromString("other"), overwrite: true);
        var written = (await target.GetPropertiesAsync()).Value;

        Assert.Equal((CopyStatus.Success, source.Uri, "5/5"), (copied.CopyStatus, copied.CopySource, copied.CopyProgress));
        Assert.Equal(("application/x-pickle", "yes"), (copied.ContentType, copied.Metadata["trained"]));
        Assert.Equal((null, 0), (written.CopyId, written.Metadata.Count));
    }

    [Theory]
    [InlineData("https://example.org/models/m.pkl", 400)]
    [InlineData("https://127.0.0.1:1/stother/models/m.pkl", 400)]
    [InlineData("https://nobody.blob.core.windows.net/models/m.pkl", 404)]
    [InlineData("https://stother.blob.core.windows.net/models/m.pkl?sv=2024-11-04&sp=r&st=2020-01-01&se=2999-01-01&sig=AAAA",
        403)]
    [InlineData("https://stother.blob.core.windows.net/models/m.pkl", 401)]
    public async Task A_source_that_is_not_of_this_cloud_or_not_open_is_refused(string source, int status)
    {
        await using var rest = await StartAsync();
        var target = rest.Blobs().GetBlobContainerClient("training").GetBlobClient("m.pkl");

        Assert.Equal((status, "CannotVerifyCopySource"), await RefusalAsync(() => target.SyncCopyFromUriAsync(new Uri(source))));
    }

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Other, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""");
        await rest.SeedAsync($"{Other}/blobServices/default/containers/models", """{"properties":{}}""");
        await new BlobServiceClient(new Uri("https://stother.blob.core.windows.net"),
            new LocalTokenCredential(rest.Server.Tokens), rest.BlobOptions()).GetBlobContainerClient("models")
            .GetBlobClient("m.pkl").UploadAsync(BinaryData.FromString("model"), new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/x-pickle" },
                Metadata = new Dictionary<string, string> { ["trained"] = "yes" },
            });
        return rest;
    }

    private static async Task<(int, string?)> RefusalAsync(Func<Task> action)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(action);
        return (refused.Status, refused.ErrorCode);
    }
}
