using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

public sealed class BlobTests
{
    [Fact]
    public async Task A_blob_keeps_content_properties_and_metadata()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var blob = rest.Blobs().GetBlobContainerClient("training").GetBlobClient("landing/2026 01/täglich+1%.csv");

        await blob.UploadAsync(BinaryData.FromString("a,b\n1,2\n"), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv" },
            Metadata = new Dictionary<string, string> { ["source"] = "plant1" },
        });
        var read = (await blob.DownloadContentAsync()).Value;
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["upload_status"] = "completed" });
        var properties = (await blob.GetPropertiesAsync()).Value;

        Assert.Equal("a,b\n1,2\n", read.Content.ToString());
        Assert.Equal("text/csv", read.Details.ContentType);
        Assert.Equal("plant1", read.Details.Metadata["source"]);
        Assert.Equal("completed", Assert.Single(properties.Metadata).Value);
        Assert.Equal(8, properties.ContentLength);
        Assert.NotEqual(read.Details.ETag, properties.ETag);
        Assert.True(await blob.DeleteIfExistsAsync());
        Assert.False(await blob.ExistsAsync());
    }

    [Fact]
    public async Task An_account_that_keeps_versions_gives_each_write_one()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{RestCloud.Account}/blobServices/default", """{"properties":{"isVersioningEnabled":true}}""");
        var container = rest.Blobs().GetBlobContainerClient("training");
        var blob = container.GetBlobClient("day1.csv");

        var first = (await blob.UploadAsync(BinaryData.FromString("1"))).Value.VersionId;
        var second = (await blob.UploadAsync(BinaryData.FromString("2"), overwrite: true)).Value.VersionId;
        var third = (await blob.SetMetadataAsync(new Dictionary<string, string> { ["checked"] = "yes" })).Value.VersionId;

        Assert.Equal([first, second, third], ((string[])[first, second, third]).Order(StringComparer.Ordinal));
        Assert.Equal("1", (await blob.WithVersion(first).DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal(third, (await blob.GetPropertiesAsync()).Value.VersionId);
        await blob.DeleteAsync();
        Assert.False(await blob.ExistsAsync());
        var versions = await container.GetBlobsAsync(BlobTraits.None, BlobStates.Version, null, default)
            .Select(item => item.VersionId).ToListAsync();
        Assert.Equal([first, second, third], versions);
        await blob.WithVersion(first).DeleteAsync();
        Assert.Equal(404,
            (await Assert.ThrowsAsync<RequestFailedException>(() => blob.WithVersion(first).DownloadContentAsync())).Status);
        Assert.Equal("2", (await blob.WithVersion(second).DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_large_blob_goes_up_in_blocks_and_comes_down_in_ranges()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var content = new byte[300_000];
        new Random(7).NextBytes(content);
        var blob = rest.Blobs().GetBlobContainerClient("training").GetBlobClient("big.bin");
        var transfer = new StorageTransferOptions { InitialTransferSize = 10_000, MaximumTransferSize = 40_000 };

        await blob.UploadAsync(new MemoryStream(content), new BlobUploadOptions { TransferOptions = transfer });
        using var back = new MemoryStream();
        await blob.DownloadToAsync(back, new BlobDownloadToOptions { TransferOptions = transfer });

        Assert.Equal(content, back.ToArray());
        Assert.Contains(rest.Server.Requests.Records,
            record => record.Request.Query.Contains("comp=blocklist", StringComparison.Ordinal));
        Assert.Contains(rest.Server.Requests.Records, record => record.Status == 206);
    }

    [Fact]
    public async Task Lists_go_by_prefix_hierarchy_and_pages()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var container = rest.Blobs().GetBlobContainerClient("training");
        foreach (var name in (string[])["a/1", "a/2", "b/1", "c"])
            await container.UploadBlobAsync(name, BinaryData.FromString(name));

        var all = new List<string>();
        await foreach (var page in container.GetBlobsAsync().AsPages(pageSizeHint: 2))
            all.AddRange(page.Values.Select(blob => blob.Name));
        var top = new List<string>();
        await foreach (var item in container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", null,
            CancellationToken.None)) top.Add(item.IsPrefix ? item.Prefix : item.Blob.Name);

        Assert.Equal(["a/1", "a/2", "b/1", "c"], all);
        Assert.Equal(["a/", "b/", "c"], top);
    }

    [Fact]
    public async Task Conditions_keep_writers_apart()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var blob = rest.Blobs().GetBlobContainerClient("training").GetBlobClient("x");
        var first = (await blob.UploadAsync(BinaryData.FromString("1"))).Value.ETag;
        await blob.UploadAsync(BinaryData.FromString("2"), overwrite: true);

        var exists = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("3")));
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(
            BinaryData.FromString("3"), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = first } }));
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => rest.Blobs().GetBlobContainerClient("training")
            .GetBlobClient("none").DownloadContentAsync());
        var nowhere = await Assert.ThrowsAsync<RequestFailedException>(() => rest.Blobs().GetBlobContainerClient("nowhere")
            .GetBlobClient("x").UploadAsync(BinaryData.FromString("1")));

        Assert.Equal((409, "BlobAlreadyExists"), (exists.Status, exists.ErrorCode));
        Assert.Equal((412, "ConditionNotMet"), (stale.Status, stale.ErrorCode));
        Assert.Equal((404, "BlobNotFound"), (missing.Status, missing.ErrorCode));
        Assert.Equal((404, "ContainerNotFound"), (nowhere.Status, nowhere.ErrorCode));
        Assert.Equal("2", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_new_blob_raises_the_event_that_Event_Grid_delivers()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var events = new List<CloudEvent>();
        rest.Cloud.Events.Raised += (_, raised) => events.Add(raised);

        await rest.Blobs().GetBlobContainerClient("training").UploadBlobAsync("landing/new.csv", BinaryData.FromString("1"));

        var raised = Assert.Single(events);
        Assert.Equal(("Microsoft.Storage.BlobCreated", "/blobServices/default/containers/training/blobs/landing/new.csv"),
            (raised.Type, raised.Subject));
        Assert.Equal("https://stmlops.blob.core.windows.net/training/landing/new.csv", (string?)raised.Data["url"]);
    }

    [Fact]
    public async Task Blobs_outlive_the_server_and_end_with_their_container()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.Blobs().GetBlobContainerClient("training").UploadBlobAsync("x", BinaryData.FromString("1"));
        await using (var second =
            await LocalCloudServer.StartAsync(rest.Cloud, new() { DataFolder = rest.Server.Options.DataFolder }))
        {
            var options =
                new BlobClientOptions { Transport = new global::Azure.Core.Pipeline.HttpClientTransport(second.CreateHandler()) };
            var client = new BlobServiceClient(new Uri("https://stmlops.blob.core.windows.net"),
                new LocalTokenCredential(second.Tokens), options);
            Assert.Equal("1",
                (await client.GetBlobContainerClient("training").GetBlobClient("x")
                    .DownloadContentAsync()).Value.Content.ToString());
            await client.DeleteBlobContainerAsync("training");
            await client.CreateBlobContainerAsync("training");
            Assert.False(await client.GetBlobContainerClient("training").GetBlobClient("x").ExistsAsync());

            // Deleted by the program, not over REST: the next container of that name is empty, too.
            await client.GetBlobContainerClient("training").UploadBlobAsync("y", BinaryData.FromString("2"));
            var container = ResourceId.Parse($"{RestCloud.Account}/blobServices/default/containers/training");
            await rest.Cloud.Resources.DeleteAsync(container, new Arm.ArmRequestOptions(), CancellationToken.None);
            await rest.SeedAsync(container.Value, """{"properties":{}}""");
            Assert.False(await client.GetBlobContainerClient("training").GetBlobClient("y").ExistsAsync());
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(rest.Server.Options.DataFolder, "blobs", "contents"), "*",
            SearchOption.AllDirectories));
    }
}
