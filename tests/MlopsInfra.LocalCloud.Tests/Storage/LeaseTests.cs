using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Leases over time, as the Blob service documents their states.</summary>
public sealed class LeaseTests
{
    private readonly MovableClock _clock = new();

    [Fact]
    public async Task A_lease_that_ended_can_be_renewed_until_the_blob_is_written()
    {
        await using var rest = await StartAsync();
        var blob = await BlobAsync(rest);
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(15));

        _clock.Advance(16);
        var ended = await StateAsync(blob);
        await lease.RenewAsync();
        var renewed = await StateAsync(blob);
        _clock.Advance(16);
        var lost = await RefusalAsync(() => blob.UploadAsync(BinaryData.FromString("2"), new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { LeaseId = lease.LeaseId },
        }));
        await blob.UploadAsync(BinaryData.FromString("3"), overwrite: true);
        var afterWrite = await RefusalAsync(() => lease.RenewAsync());

        Assert.Equal((LeaseState.Expired, LeaseStatus.Unlocked), ended);
        Assert.Equal((LeaseState.Leased, LeaseStatus.Locked), renewed);
        Assert.Equal((412, "LeaseLost"), lost);
        Assert.Equal((409, "LeaseIdMismatchWithLeaseOperation"), afterWrite);
    }

    [Fact]
    public async Task A_lease_that_is_broken_holds_until_its_period_is_over()
    {
        await using var rest = await StartAsync();
        var blob = await BlobAsync(rest);
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(60));
        _clock.Advance(10);

        var left = (await lease.BreakAsync(TimeSpan.FromSeconds(20))).Value.LeaseTime;
        var longer = (await lease.BreakAsync(TimeSpan.FromSeconds(60))).Value.LeaseTime;
        var breaking = await StateAsync(blob);
        var again = await RefusalAsync(() => blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(15)));
        var same = await RefusalAsync(() => lease.AcquireAsync(TimeSpan.FromSeconds(15)));
        var change = await RefusalAsync(() => lease.ChangeAsync(Guid.NewGuid().ToString()));
        await WriteAsync(blob, lease.LeaseId);
        _clock.Advance(20);
        var broken = await StateAsync(blob);
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(-1));
        var infinite = (await blob.GetPropertiesAsync()).Value.LeaseDuration;

        Assert.Equal((20, 20), (left, longer));
        Assert.Equal((LeaseState.Breaking, LeaseStatus.Locked), breaking);
        Assert.Equal((409, "LeaseAlreadyPresent"), again);
        Assert.Equal((409, "LeaseIsBreakingAndCannotBeAcquired"), same);
        Assert.Equal((409, "LeaseIsBreakingAndCannotBeChanged"), change);
        Assert.Equal((LeaseState.Broken, LeaseStatus.Unlocked), broken);
        Assert.Equal(LeaseDurationType.Infinite, infinite);
    }

    [Fact]
    public async Task A_lease_makes_no_new_ETag_and_is_taken_over_by_what_is_written_under_it()
    {
        await using var rest = await StartAsync();
        var blob = await BlobAsync(rest);
        var before = (await blob.GetPropertiesAsync()).Value;

        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(30));
        var leased = (await blob.GetPropertiesAsync()).Value;
        await WriteAsync(blob, lease.LeaseId);
        var listed = await FirstAsync(rest.Blobs().GetBlobContainerClient("training"));

        Assert.Equal((before.ETag, before.LastModified), (leased.ETag, leased.LastModified));
        Assert.Equal((LeaseState.Leased, LeaseStatus.Locked), (listed.Properties.LeaseState, listed.Properties.LeaseStatus));
    }

    [Fact]
    public async Task Leases_and_append_blobs_are_there_after_a_restart()
    {
        var folder = TestFolders.Create("mlops-lease-");
        try
        {
            await using var rest = await StartAsync();
            string id;
            await using (var first = await LocalCloudServer.StartAsync(rest.Cloud, new() { DataFolder = folder.FullName }))
            {
                var container = Container(rest, first);
                var log = container.GetAppendBlobClient("log");
                await log.CreateAsync();
                await log.AppendBlockAsync(new MemoryStream("one\n"u8.ToArray()));
                id = (await log.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(-1))).Value.LeaseId;
                await container.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(-1));
            }

            await using var second = await LocalCloudServer.StartAsync(rest.Cloud, new() { DataFolder = folder.FullName });
            var again = Container(rest, second);
            var refused = await RefusalAsync(() =>
                again.GetAppendBlobClient("log").AppendBlockAsync(new MemoryStream("two\n"u8.ToArray())));
            await again.GetAppendBlobClient("log").AppendBlockAsync(new MemoryStream("two\n"u8.ToArray()),
                new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { LeaseId = id } });
            var deletion = await RefusalAsync(() => again.DeleteAsync());

            Assert.Equal((412, "LeaseIdMissing"), refused);
            Assert.Equal((412, "LeaseIdMissing"), deletion);
            Assert.Equal("one\ntwo\n",
                (await again.GetBlobClient("log").DownloadContentAsync()).Value.Content.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BlobContainerClient Container(RestCloud rest, LocalCloudServer server)
    {
        var options = new BlobClientOptions { Transport = new Azure.Core.Pipeline.HttpClientTransport(server.CreateHandler()) };
        return new BlobServiceClient(new Uri("https://stmlops.blob.core.windows.net"),
            new LocalTokenCredential(server.Tokens), options).GetBlobContainerClient("training");
    }

    private async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync(cloudOptions: new LocalCloudOptions { Time = _clock });
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""");
        await rest.SeedAsync($"{RestCloud.Account}/blobServices/default/containers/training", """{"properties":{}}""");
        return rest;
    }

    private static async Task<BlobClient> BlobAsync(RestCloud rest)
    {
        var blob = rest.Blobs().GetBlobContainerClient("training").GetBlobClient("one-at-a-time");
        await blob.UploadAsync(BinaryData.FromString("1"));
        return blob;
    }

    private static Task WriteAsync(BlobClient blob, string lease) => blob.UploadAsync(BinaryData.FromString("2"),
        new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = lease } });

    private static async Task<BlobItem> FirstAsync(BlobContainerClient container)
    {
        await foreach (var blob in container.GetBlobsAsync()) return blob;
        throw new InvalidOperationException("There is no blob.");
    }

    private static async Task<(LeaseState, LeaseStatus)> StateAsync(BlobClient blob)
    {
        var properties = (await blob.GetPropertiesAsync()).Value;
        return (properties.LeaseState, properties.LeaseStatus);
    }

    private static async Task<(int, string?)> RefusalAsync(Func<Task> action)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(action);
        return (refused.Status, refused.ErrorCode);
    }
}
