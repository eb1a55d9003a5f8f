using System.Text.Json.Nodes;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>
/// How local files come into a workspace's own datastore, with Microsoft's client for blobs: by the account's key, by a
/// signature, or by the caller's token where there is no key.
/// </summary>
public sealed class DatastoreUploadTests
{
    private const string Account = $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/stkeys";
    private const string Workspace = $"{RestCloud.Group}/providers/Microsoft.MachineLearningServices/workspaces/mlw-keys";

    // What a signature of a request covers: an escaped name, and parameters of a list.
    private const string Blob = "LocalUpload/6df3aa81/größe 100% #1.csv";

    [Theory]
    [InlineData("AccessKey", "AccountKey")]
    [InlineData(null, "AccountKey")]
    [InlineData("Identity", "None")]
    public async Task A_file_comes_into_the_default_datastore(string? mode, string credentials)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await SeedAsync(rest, mode);

        var stores = await rest.SendAsync(HttpMethod.Get,
            $"{Workspace}/datastores?isDefault=true&api-version={RestCloud.Version}");
        var store = Assert.Single(stores.Body!["value"]!.AsArray())!["properties"]!;
        var uri = new Uri($"https://stkeys.blob.core.windows.net/{store["containerName"]}");
        var key = await SecretsAsync(rest, RestCloud.Version, "{}");
        var signature = await SecretsAsync(rest, "2024-10-01-preview", """{"expirableSecret":true,"expireAfterHours":1}""");

        Assert.Equal(credentials, (string?)store["credentials"]!["credentialsType"]);
        if (credentials == "None")
        {
            Assert.Equal((400, 400), (key.Status, signature.Status));
            await UploadAsync(new BlobContainerClient(uri, new LocalTokenCredential(rest.Server.Tokens), rest.BlobOptions()));
            return;
        }

        await UploadAsync(new BlobContainerClient(uri,
            new StorageSharedKeyCredential("stkeys", (string?)key.Body!["key"]), rest.BlobOptions()));
        Assert.Equal("Sas", (string?)signature.Body!["secretsType"]);
        await UploadAsync(new BlobContainerClient(new Uri($"{uri}{signature.Body["sasToken"]}"), rest.BlobOptions()));
    }

    [Fact]
    public async Task Another_key_opens_nothing()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await SeedAsync(rest, null);
        var credential = new StorageSharedKeyCredential("stkeys", Convert.ToBase64String(new byte[64]));
        var container = new BlobContainerClient(new Uri("https://stkeys.blob.core.windows.net/any"), credential,
            rest.BlobOptions());

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => UploadAsync(container));

        Assert.Equal((403, "AuthenticationFailed"), (refused.Status, refused.ErrorCode));
    }

    private static Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> SecretsAsync(
        RestCloud rest, string version, string body) =>
        rest.SendAsync(HttpMethod.Post, $"{Workspace}/datastores/workspaceblobstore/listSecrets?api-version={version}", body);

    private static async Task UploadAsync(BlobContainerClient container)
    {
        var blob = container.GetBlobClient(Blob);
        await blob.UploadAsync(BinaryData.FromString("pump,level\n"), overwrite: true);
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["upload_status"] = "completed" });
        var found = Assert.Single(await container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "LocalUpload/", default)
            .ToListAsync());
        Assert.Equal((Blob, "completed"), (found.Name, found.Metadata["upload_status"]));
        Assert.Equal("pump,level\n", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    private static async Task SeedAsync(RestCloud rest, string? mode)
    {
        await rest.SeedAsync(Account, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"} }""");
        var access = mode is null ? "" : $",\"systemDatastoresAuthMode\":\"{mode}\"";
        await rest.SeedAsync(Workspace, $$$"""
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"storageAccount":"{{{Account}}}","keyVault":"{{{RestCloud.Group}}}/providers/Microsoft.KeyVault/vaults/kv-mlops",
             "applicationInsights":"{{{RestCloud.Group}}}/providers/Microsoft.Insights/components/appi-mlops"{{{access}}} } }
            """);
    }
}
