using System.Text.Json.Nodes;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Storage;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Signatures that clients make, with the account's key or with one that their identity asked for.</summary>
public sealed class SignatureTests
{
    private readonly MovableClock _clock = new();

    [Fact]
    public async Task A_signature_with_the_accounts_key_opens_what_it_is_for_until_it_ends()
    {
        await using var rest = await StartAsync(allowsKeys: true);
        var blob = new BlobClient(new Uri("https://stmlops.blob.core.windows.net/training/x"), Key(), rest.BlobOptions());

        var reader = new BlobClient(blob.GenerateSasUri(BlobSasPermissions.Read, End), rest.BlobOptions());
        var container = new BlobContainerClient(
            new BlobContainerClient(new Uri("https://stmlops.blob.core.windows.net/training"),
                Key()).GenerateSasUri(BlobContainerSasPermissions.Write | BlobContainerSasPermissions.List, End),
                rest.BlobOptions());
        var account = new BlobServiceClient(
            new BlobServiceClient(new Uri("https://stmlops.blob.core.windows.net"), Key(), rest.BlobOptions())
                .GenerateAccountSasUri(AccountSasPermissions.Read, End, AccountSasResourceTypes.Object), rest.BlobOptions());
        await container.GetBlobClient("y").UploadAsync(BinaryData.FromString("2"));

        Assert.Equal("1", (await reader.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal("2", (await account.GetBlobContainerClient("training").GetBlobClient("y").DownloadContentAsync())
            .Value.Content.ToString());
        Assert.Equal((403, "AuthorizationPermissionMismatch"), await RefusalAsync(() => reader.DeleteAsync()));
        Assert.Equal((403, "AuthenticationFailed"),
            await RefusalAsync(() => account.GetBlobContainerClient("training").GetPropertiesAsync()));
        _clock.Advance(3700);
        Assert.Equal((403, "AuthenticationFailed"), await RefusalAsync(() => reader.DownloadContentAsync()));
    }

    [Fact]
    public async Task A_key_that_is_made_anew_opens_nothing_any_more_and_the_new_one_does()
    {
        await using var rest = await StartAsync(allowsKeys: true);
        var address = new Uri("https://stmlops.blob.core.windows.net/training/x");
        var before = new BlobClient(address, Key(), rest.BlobOptions());
        Assert.Equal("1", (await before.DownloadContentAsync()).Value.Content.ToString());

        _clock.Advance(60);
        var (status, answer, _) = await rest.SendAsync(HttpMethod.Post,
            $"{RestCloud.Account}/regenerateKey?api-version=2023-01-01", new { keyName = "key1" });

        Assert.Equal(200, status);
        Assert.Equal((403, "AuthenticationFailed"), await RefusalAsync(() => before.DownloadContentAsync()));
        var key = new StorageSharedKeyCredential("stmlops", (string)answer!["keys"]![0]!["value"]!);
        Assert.Equal("1",
            (await new BlobClient(address, key, rest.BlobOptions()).DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task An_account_without_keys_takes_no_signature_with_one()
    {
        await using var rest = await StartAsync(allowsKeys: false);
        var blob = new BlobClient(new Uri("https://stmlops.blob.core.windows.net/training/x"), Key(), rest.BlobOptions());

        var signed = new BlobClient(blob.GenerateSasUri(BlobSasPermissions.Read, End), rest.BlobOptions());

        Assert.Equal((403, "KeyBasedAuthenticationNotPermitted"), await RefusalAsync(() => signed.DownloadContentAsync()));
    }

    [Fact]
    public async Task What_an_identity_signs_is_worth_what_it_may_do_itself()
    {
        await using var rest = await StartAsync(allowsKeys: false);
        var reader = await rest.IdentityAsync("id-reader");
        await rest.GrantAsync(RestCloud.Account, reader, Role.BlobReader);
        var nobody = await rest.IdentityAsync("id-nobody");
        var key = (await rest.Blobs(reader).GetUserDelegationKeyAsync(new BlobGetUserDelegationKeyOptions(End))).Value;
        var builder = new BlobSasBuilder(BlobSasPermissions.Read | BlobSasPermissions.Write, End)
        {
            BlobContainerName = "training",
            BlobName = "x",
            Resource = "b",
            ContentType = "text/plain",
        };
        var address = new BlobUriBuilder(new Uri("https://stmlops.blob.core.windows.net/training/x"))
        {
            Sas = builder.ToSasQueryParameters(key, "stmlops"),
        };

        var signed = new BlobClient(address.ToUri(), rest.BlobOptions());

        Assert.Equal("1", (await signed.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal((403, "AuthorizationPermissionMismatch"),
            await RefusalAsync(() => signed.UploadAsync(BinaryData.FromString("2"), overwrite: true)));
        Assert.Equal((403, "AuthorizationPermissionMismatch"),
            await RefusalAsync(() => rest.Blobs(nobody).GetUserDelegationKeyAsync(new BlobGetUserDelegationKeyOptions(End))));
        Assert.Equal((400, "InvalidXmlNodeValue"),
            await RefusalAsync(() => rest.Blobs(reader)
                .GetUserDelegationKeyAsync(new BlobGetUserDelegationKeyOptions(End.AddDays(8)))));
    }

    private DateTimeOffset End => _clock.GetUtcNow().AddHours(1);

    private static StorageSharedKeyCredential Key() =>
        new("stmlops", StorageAccountResource.KeysOf(new JsonObject { ["id"] = RestCloud.Account })[0]);

    private async Task<RestCloud> StartAsync(bool allowsKeys)
    {
        var rest = await RestCloud.StartAsync(cloudOptions: new LocalCloudOptions { Time = _clock });
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Account,
            $$"""{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":{{(allowsKeys ? "true" : "false")}} } }""");
        await rest.SeedAsync($"{RestCloud.Account}/blobServices/default/containers/training", """{"properties":{}}""");
        await rest.Blobs().GetBlobContainerClient("training").GetBlobClient("x").UploadAsync(BinaryData.FromString("1"));
        return rest;
    }

    private static async Task<(int, string?)> RefusalAsync(Func<Task> action)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(action);
        return (refused.Status, refused.ErrorCode);
    }
}
