using System.Net;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>
/// What an upload of local data leaves in the workspace's datastore, by each kind of credentials: none, where the local cloud
/// takes the files; an account key or a signature, where Azurite does.
/// </summary>
public sealed class DatastoreUploadTests
{
    private const string Container = LocalAzure.DatastoreContainer;

    [Theory]
    [InlineData("None", "Bearer")]
    [InlineData("AccountKey", "SharedKey")]
    [InlineData("Sas", "Sas")]
    public async Task Every_file_arrives_at_the_address_of_its_hash_once(string credentials, string scheme)
    {
        await using var upload = await StartAsync(credentials);
        using var folder = Data();
        var snapshot = UploadSnapshot.Take(folder.PathOf("data"));

        var (datastore, uploaded, there) = await upload.Uploader.UploadAsync(snapshot, "readings", "1", default);

        Assert.Equal((4, 0), (uploaded, there));
        Assert.All(upload.Redirect.Sent, sent => Assert.Equal(scheme, sent.Scheme));
        var prefix = $"/{Container}/LocalUpload/{snapshot.Hash}/data/";
        Assert.Equal(new SortedSet<string> { prefix + "B.csv", prefix + "a.csv", prefix + "below/größe 100% #1+2.txt" },
            new SortedSet<string>(upload.Redirect.Put));
        // The large one goes in pieces.
        Assert.Contains(("PUT blocklist", prefix + "big.bin", scheme), upload.Redirect.Sent);
        foreach (var file in snapshot.Files)
        {
            var blob = upload.Blob($"LocalUpload/{snapshot.Hash}/data/{file.Path}");
            Assert.Equal(await File.ReadAllBytesAsync(file.Source), (await blob.DownloadContentAsync()).Value.Content.ToArray());
            var mark = (await blob.GetPropertiesAsync()).Value.Metadata;
            Assert.Equal(file.Path == "B.csv" ? "completed" : null,
                mark.TryGetValue("upload_status", out var status) ? status : null);
        }

        Assert.Equal($"https://stmlopsdev.blob.core.windows.net{prefix}", datastore.ContextUriOf(snapshot));
        upload.Redirect.Sent.Clear();
        Assert.Equal((0, 4), await upload.AgainAsync(snapshot));
        Assert.Equal(["GET list"], upload.Redirect.Sent.Select(sent => sent.Method));
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Sas")]
    public async Task An_upload_that_was_cut_off_goes_on_and_names_the_file(string credentials)
    {
        await using var upload = await StartAsync(credentials);
        using var folder = Data();
        var snapshot = UploadSnapshot.Take(folder.PathOf("data"));
        upload.Redirect.Refused["/a.csv"] = (HttpStatusCode.BadRequest, "InvalidInput");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => upload.Uploader.UploadAsync(snapshot, "readings", "1", default));

        Assert.StartsWith($"'{folder.PathOf("data/a.csv")}' was not uploaded: ", failure.Message);
        var before = upload.Redirect.Put.Count();
        var (uploaded, there) = await upload.AgainAsync(snapshot);
        Assert.Equal(4, uploaded + there);
        Assert.InRange(uploaded, 1, 4 - before);
    }

    [Fact]
    public async Task A_single_file_lies_under_its_name()
    {
        await using var upload = await StartAsync("None");
        using var folder = Data();
        var snapshot = UploadSnapshot.Take(folder.PathOf("data/a.csv"));

        await upload.Uploader.UploadAsync(snapshot, "readings", "1", default);

        Assert.Equal([$"/{Container}/LocalUpload/{snapshot.Hash}/a.csv"], upload.Redirect.Put);
        Assert.True(await upload.Blob(snapshot.Path).ExistsAsync());
    }

    [Fact]
    public async Task Another_content_at_the_same_address_is_no_success()
    {
        await using var upload = await StartAsync("None");
        using var first = new TempPipeline();
        using var second = new TempPipeline();
        first.Write("d/a", "1b2").Write("d/c", "");
        second.Write("d/a", "1").Write("d/b", "2c");
        second.Write("d/b", "2").Write("d/c", "");
        Assert.Equal(UploadSnapshot.Take(first.PathOf("d")).Path, UploadSnapshot.Take(second.PathOf("d")).Path);

        await upload.Uploader.UploadAsync(UploadSnapshot.Take(first.PathOf("d")), "one", "1", default);
        var failure =
            await Assert.ThrowsAsync<RequestFailedException>(() => upload.AgainAsync(UploadSnapshot.Take(second.PathOf("d"))));

        Assert.Equal("ContentDiffers", failure.ErrorCode);
        Assert.Contains("has 3 bytes, ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_network_and_a_missing_datastore_are_said_to_be_that()
    {
        await using var upload = await StartAsync("None");
        using var folder = Data();
        var snapshot = UploadSnapshot.Take(folder.PathOf("data/a.csv"));
        upload.Redirect.Refused["/a.csv"] = (HttpStatusCode.Forbidden, "AuthorizationFailure");

        var closed = await Assert.ThrowsAsync<RequestFailedException>(
            () => upload.Uploader.UploadAsync(snapshot, "readings", "1", default));

        Assert.Contains("'stmlopsdev' is closed to the network", closed.Message, StringComparison.Ordinal);
        await upload.Azure.RemoveAsync("datastores/workspaceblobstore");
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => upload.AgainAsync(snapshot));
        Assert.Equal("DatastoreNotFound", missing.ErrorCode);
    }

    [Fact]
    public void Each_kind_of_asset_names_the_files_in_its_own_form()
    {
        using var folder = Data();
        var snapshot = UploadSnapshot.Take(folder.PathOf("data"));
        var path = $"datastores/workspaceblobstore/paths/LocalUpload/{snapshot.Hash}/data";

        Assert.Equal($"azureml://{path}", UploadDatastore.PathOf(snapshot));
        Assert.Equal($"azureml://subscriptions/s/resourcegroups/G/workspaces/W/{path}", UploadDatastore.ModelPathOf(snapshot,
            "/subscriptions/s/resourceGroups/G/providers/Microsoft.MachineLearningServices/workspaces/W"));
    }

    private static TempPipeline Data()
    {
        var folder = new TempPipeline();
        folder.Write("data/a.csv", "1\n").Write("data/B.csv", "").Write("data/below/größe 100% #1+2.txt", "ü\n")
            .Write("data/big.bin", new string('7', 9 << 20));
        return folder;
    }

    private static async Task<Upload> StartAsync(string credentials)
    {
        BlobRedirect? redirect = null;
        var azurite = credentials == "None" ? null : await Azurite.StartAsync();
        var azure = await LocalAzure.StartAsync(handler => redirect = new BlobRedirect(handler));
        if (azurite is not null)
        {
            redirect!.Azurite = azurite.Address;
            var signed = await azurite.SignAsync(Container);
            var secrets = new JsonObject { ["secretsType"] = credentials };
            secrets[credentials == "Sas" ? "sasToken" : "key"] = credentials == "Sas" ? signed.Query : azurite.Key;
            await azure.PutDatastoreAsync(new JsonObject { ["credentialsType"] = credentials, ["secrets"] = secrets });
        }

        return new Upload(azure, redirect!, azurite);
    }

    private sealed record Upload(LocalAzure Azure, BlobRedirect Redirect, Azurite? Emulator) : IAsyncDisposable
    {
        public DatastoreUploader Uploader { get; } = New(Azure);

        public async Task<(int Uploaded, int There)> AgainAsync(UploadSnapshot snapshot)
        {
            var (_, uploaded, there) = await New(Azure).UploadAsync(snapshot, "readings", "1", default);
            return (uploaded, there);
        }

        public BlobClient Blob(string name)
        {
            var address = new Uri($"https://stmlopsdev.blob.core.windows.net/{Container}");
            var options = new BlobClientOptions { Transport = Azure.Connection.Transport! };
            var container = Emulator is null
                ? new BlobContainerClient(address, Azure.Connection.Credential, options)
                : new BlobContainerClient(address, new StorageSharedKeyCredential("stmlopsdev", Emulator.Key), options);
            return container.GetBlobClient(name);
        }

        public async ValueTask DisposeAsync()
        {
            await Azure.DisposeAsync();
            if (Emulator is not null) await Emulator.DisposeAsync();
        }

        private static DatastoreUploader New(LocalAzure azure) =>
            new(new WorkspaceClient(azure.Connection, azure.Outputs.WorkspaceId, _ => { }), azure.Connection, _ => { });
    }
}
