using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>
/// What an upload leaves in the container. Each test runs against the local cloud's blobs and against Azurite, so that our client
/// and our own server can't be wrong in the same way.
/// </summary>
public sealed class UploadTests
{
    private const string Code = "code_with_additional_includes";

    public static TheoryData<string> Storages => ["local cloud", "Azurite"];

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task Every_file_arrives_under_its_path_and_the_first_one_is_marked(string storage)
    {
        await using var upload = await StartAsync(storage);
        using var pipeline = Pipeline();

        var result = await upload.Azure.PublishAsync(pipeline);

        var code = Assert.Single(result.Assets, asset => asset.Kind == PublishKind.Code);
        var container = upload.Container();
        var files = Files(pipeline);
        Assert.Equal(files.Keys, await upload.NamesAsync());
        foreach (var (name, file) in files)
            Assert.Equal(await File.ReadAllBytesAsync(file),
                (await container.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToArray());
        var first = files.MinBy(file => Path.GetFullPath(file.Value), StringComparer.Ordinal).Key;
        var marks = (await container.GetBlobClient(first).GetPropertiesAsync()).Value.Metadata;
        Assert.Equal((code.Name, code.Version, "completed"), (marks["name"], marks["version"], marks["upload_status"]));
    }

    [Fact]
    public async Task Without_a_signature_the_caller_s_own_token_uploads()
    {
        await using var upload = await StartAsync("local cloud");
        upload.Detour.WithoutSignature = true;
        using var pipeline = Pipeline();

        await upload.Azure.PublishAsync(pipeline);

        Assert.Equal(Files(pipeline).Keys, await upload.NamesAsync());
        Assert.Contains($"{Code}/train.py", upload.Detour.Put);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task An_upload_that_was_cut_off_goes_on_with_the_files_that_are_missing(string storage)
    {
        await using var upload = await StartAsync(storage);
        using var pipeline = Pipeline();
        upload.Detour.Refused.Add("/train.py");
        await Assert.ThrowsAsync<PublishException>(() => upload.Azure.PublishAsync(pipeline));
        var before = await upload.NamesAsync();
        upload.Detour.Put.Clear();

        await upload.Azure.PublishAsync(pipeline);

        Assert.Contains($"{Code}/train.py", upload.Detour.Put);
        Assert.DoesNotContain(upload.Detour.Put, before.Contains);
        Assert.Equal(Files(pipeline).Keys, await upload.NamesAsync());
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_file_that_somebody_else_has_just_put_there_is_left_alone(string storage)
    {
        await using var upload = await StartAsync(storage);
        using var pipeline = Pipeline();
        // The workspace hands out the same container for the same version.
        upload.Detour.Refused.Add("/train.py");
        await Assert.ThrowsAsync<PublishException>(() => upload.Azure.PublishAsync(pipeline));
        var blob = upload.Container().GetBlobClient($"{Code}/train.py");
        await blob.UploadAsync(BinaryData.FromBytes(await File.ReadAllBytesAsync(pipeline.PathOf("src/train.py"))));
        var etag = (await blob.GetPropertiesAsync()).Value.ETag;
        var overwriting = await Assert.ThrowsAsync<global::Azure.RequestFailedException>(() => blob.UploadAsync(
            BinaryData.FromString("x"),
            new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = global::Azure.ETag.All } }));
        Assert.Equal((409, "BlobAlreadyExists"), (overwriting.Status, overwriting.ErrorCode));

        await upload.Azure.PublishAsync(pipeline);

        Assert.Equal(etag, (await blob.GetPropertiesAsync()).Value.ETag);
    }

    /// <summary>The sample with one code folder, with file names and sizes that a blob service could stumble over.</summary>
    private static TempPipeline Pipeline()
    {
        var pipeline = TempPipeline.OfSampleWithoutImage();
        pipeline.Write("src/empty.py", "").Write("src/below/deeper/größe 100% #1+2.txt", "ü\n")
            .Write("src/big.csv", new string('7', 5 * 1024 * 1024));
        return pipeline;
    }

    /// <summary>The steps' code with what it includes: files by their names in the container.</summary>
    private static SortedDictionary<string, string> Files(TempPipeline pipeline)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal)
            { [$"{Code}/dataset.yml"] = pipeline.PathOf("../dataset.yml") };
        foreach (var (folder, above) in (ReadOnlySpan<(string, string)>)[("src", "src"), ("../common/mlops", "../common")])
        {
            foreach (var file in Directory.EnumerateFiles(pipeline.PathOf(folder), "*", SearchOption.AllDirectories))
                files[$"{Code}/{Path.GetRelativePath(pipeline.PathOf(above), file).Replace('\\', '/')}"] = file;
        }

        return files;
    }

    private static async Task<Upload> StartAsync(string storage)
    {
        var azurite = storage == "Azurite" ? await Azurite.StartAsync() : null;
        StorageDetour? detour = null;
        var azure = await LocalAzure.StartAsync(handler => detour = new StorageDetour(handler, azurite));
        return new Upload(azure, detour!, azurite);
    }

    private sealed record Upload(LocalAzure Azure, StorageDetour Detour, Azurite? Emulator) : IAsyncDisposable
    {
        public BlobContainerClient Container() =>
            new(Detour.Container,
                new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(Detour, disposeHandler: false)) });

        public async Task<SortedSet<string>> NamesAsync()
        {
            var names = new SortedSet<string>(StringComparer.Ordinal);
            await foreach (var blob in Container().GetBlobsAsync(BlobTraits.None, BlobStates.None, null, CancellationToken.None))
                names.Add(blob.Name);
            return names;
        }

        public async ValueTask DisposeAsync()
        {
            await Azure.DisposeAsync();
            if (Emulator is not null) await Emulator.DisposeAsync();
        }
    }
}
