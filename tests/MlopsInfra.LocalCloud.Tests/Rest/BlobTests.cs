using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Rest;

public sealed class BlobTests
{
    private const string Contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string Reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";

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
        var writer = await PrincipalAsync(rest, "id-writer", Contributor);
        var reader = await PrincipalAsync(rest, "id-reader", Reader);
        var nobody = await PrincipalAsync(rest, "id-nobody", null);

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

    private static async Task<string> PrincipalAsync(RestCloud rest, string name, string? role)
    {
        await rest.SeedAsync($"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}",
            """{"location":"westeurope"}""");
        var principal = (string)rest.Cloud.Resources.FindByName("Microsoft.ManagedIdentity/userAssignedIdentities",
            name)!["properties"]?["principalId"]! ?? Guid.NewGuid().ToString();
        if (role is null) return principal;
        await rest.SeedAsync(
            $"{RestCloud.Account}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}",
            $$"""{"properties":{"principalId":"{{principal}}","principalType":"ServicePrincipal","roleDefinitionId":"/subscriptions/{{RestCloud.Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{role}}"} }""");
        return principal;
    }
}
