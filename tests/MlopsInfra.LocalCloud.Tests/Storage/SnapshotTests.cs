using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Snapshots, what was deleted and brought back, and the properties of service, account and containers.</summary>
public sealed class SnapshotTests
{
    private const string Service = $"{RestCloud.Account}/blobServices/default";

    [Fact]
    public async Task A_snapshot_stays_as_the_blob_was_and_keeps_it_from_being_deleted()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var container = Container(rest);
        var blob = container.GetBlobClient("a.csv");
        await blob.UploadAsync(BinaryData.FromString("first"));
        var snapshot = (await blob.CreateSnapshotAsync()).Value.Snapshot;
        await blob.UploadAsync(BinaryData.FromString("second"), overwrite: true);
        Assert.Equal("first", (await blob.WithSnapshot(snapshot).DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal([snapshot, null], (await ListAsync(container, BlobStates.Snapshots)).Select(item => item.Snapshot));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DeleteAsync());
        Assert.Equal((409, "SnapshotsPresent"), (refused.Status, refused.ErrorCode));
        await blob.DeleteAsync(DeleteSnapshotsOption.OnlySnapshots);
        Assert.Equal("second", (await blob.DownloadContentAsync()).Value.Content.ToString());
        await blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots);
        Assert.Empty(await ListAsync(container, BlobStates.Snapshots));
        Assert.Empty(await ListAsync(container, BlobStates.Deleted));
    }

    [Fact]
    public async Task What_an_account_keeps_after_a_deletion_is_brought_back_as_long_as_it_is_kept()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Service, """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":7}}}""");
        var container = Container(rest);
        var blob = container.GetBlobClient("a.csv");
        await blob.UploadAsync(BinaryData.FromString("kept"));
        await blob.CreateSnapshotAsync();
        await blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots);
        Assert.False((await blob.ExistsAsync()).Value);
        var deleted = await ListAsync(container, BlobStates.Deleted | BlobStates.Snapshots);
        Assert.Equal(2, deleted.Count(item => item.Deleted));
        Assert.All(deleted, item => Assert.InRange(item.Properties.RemainingRetentionDays!.Value, 6, 7));

        await blob.UndeleteAsync();
        Assert.Equal("kept", (await blob.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal(2, (await ListAsync(container, BlobStates.Snapshots)).Count);
    }

    [Fact]
    public async Task Properties_of_the_service_are_those_of_Resource_Manager()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var service = rest.Blobs();
        var properties = (await service.GetPropertiesAsync()).Value;
        Assert.Equal((false, 0), (properties.DeleteRetentionPolicy.Enabled, properties.Cors.Count));
        properties.Cors.Add(new BlobCorsRule
        {
            AllowedOrigins = "https://example.com", AllowedMethods = "GET,PUT", AllowedHeaders = "*", ExposedHeaders = "*",
            MaxAgeInSeconds = 60,
        });
        properties.DeleteRetentionPolicy = new BlobRetentionPolicy { Enabled = true, Days = 9 };
        await service.SetPropertiesAsync(properties);
        var stored = await rest.PropertiesAsync(Service);
        Assert.Equal(9, (int)stored["deleteRetentionPolicy"]!["days"]!);
        Assert.Equal("GET,PUT", (await service.GetPropertiesAsync()).Value.Cors.Single().AllowedMethods);

        properties.StaticWebsite = new BlobStaticWebsite { Enabled = true };
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.SetPropertiesAsync(properties));
        Assert.Equal(501, refused.Status);
        Assert.Equal((AccountKind.StorageV2, SkuName.StandardLrs),
            ((await service.GetAccountInfoAsync()).Value.AccountKind, (await service.GetAccountInfoAsync()).Value.SkuName));
    }

    [Fact]
    public async Task A_container_has_other_metadata_and_access_without_public_reading()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var container = Container(rest);
        await container.SetMetadataAsync(new Dictionary<string, string> { ["one"] = "1", ["two"] = "2" });
        await container.SetMetadataAsync(new Dictionary<string, string> { ["two"] = "3" });
        Assert.Equal([new("two", "3")], (await container.GetPropertiesAsync()).Value.Metadata);
        var access = (await container.GetAccessPolicyAsync()).Value;
        Assert.Equal((PublicAccessType.None, 0), (access.BlobPublicAccess, access.SignedIdentifiers.Count()));
        var policy = new BlobSignedIdentifier { Id = "p", AccessPolicy = new BlobAccessPolicy { Permissions = "r" } };
        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => container.SetAccessPolicyAsync(PublicAccessType.None, [policy]));
        Assert.Equal(501, refused.Status);
    }

    private static BlobContainerClient Container(RestCloud rest) => rest.Blobs().GetBlobContainerClient("training");

    private static async Task<List<BlobItem>> ListAsync(BlobContainerClient container, BlobStates states) =>
        await container.GetBlobsAsync(new GetBlobsOptions { States = states }).ToListAsync();
}
