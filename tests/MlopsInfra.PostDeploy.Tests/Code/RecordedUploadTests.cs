using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Tests.Code;

/// <summary>What is uploaded, and under which hash, is what azure-ai-ml 1.35.2 uploaded of the same files.</summary>
public sealed partial class RecordedUploadTests
{
    private static readonly string Cases = Path.Combine(TempPipeline.Repository, "tests", "PublishCases");

    public static TheoryData<string, string> Data => Uploads("azureml-blobstore/LocalUpload/");

    public static TheoryData<string, string> Code => Uploads("code-");

    [Theory]
    [MemberData(nameof(Data))]
    public void Data_models_and_build_contexts_have_the_client_s_hash_and_files(string @case, string place)
    {
        var blobs = BlobsOf(@case, place);

        var snapshot = UploadSnapshot.Take(RootOf(@case, blobs));

        Assert.Equal(place, "azureml-blobstore/" + snapshot.Path);
        Assert.Equal(Listed(blobs), snapshot.Files.Select(file => $"{snapshot.PathOf(file)} {file.Length}").Order());
    }

    [Theory]
    [MemberData(nameof(Code))]
    public void Code_has_the_client_s_hash_and_files(string @case, string place)
    {
        var blobs = BlobsOf(@case, place);
        string[] includes = @case[..3] switch
        {
            "003" => [Path.Combine(Cases, @case, "common", "io.py")],
            "129" => [Path.Combine(Cases, @case, "lib"), Path.Combine(Cases, @case, "one.txt")],
            _ => [],
        };
        var root = includes.Length > 0 ? Path.Combine(Cases, @case, "src") : RootOf(@case, blobs);

        var snapshot = CodeSnapshot.Take(root, includes, withCache: @case.StartsWith("146", StringComparison.Ordinal));

        Assert.Equal(SentHash(@case, place), snapshot.Hash);
        Assert.Equal(Listed(blobs), snapshot.Files.Select(file => $"{snapshot.PathOf(file)} {file.Length}").Order());
    }

    private static TheoryData<string, string> Uploads(string prefix)
    {
        var data = new TheoryData<string, string>();
        foreach (var folder in Directory.EnumerateDirectories(Cases).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            var places = Recorded(name)["uploads"]?.AsArray().Select(upload => (string)upload!["to"]!)
                .Where(to => to.StartsWith(prefix, StringComparison.Ordinal)).Select(PlaceOf).Distinct();
            foreach (var place in places ?? []) data.Add(name, place);
        }

        return data;
    }

    /// <summary>What lies below a place: path from the place's last folder, file of the case, bytes.</summary>
    private static List<(string Path, string File, long Length)> BlobsOf(string @case, string place) =>
    [
        .. Recorded(@case)["uploads"]!.AsArray()
            .Where(upload => PlaceOf((string)upload!["to"]!) == place)
            .Select(upload => (((string)upload!["to"]!)[(place.LastIndexOf('/') + 1)..], (string)upload["file"]!,
                (long)upload["bytes"]!)),
    ];

    // The folder that was uploaded: what is left of a file's path without its path in the blob's folder.
    private static string RootOf(string @case, List<(string Path, string File, long Length)> blobs)
    {
        var (path, file, _) = blobs[0];
        var inFolder = path.Contains('/') ? path[(path.IndexOf('/') + 1)..] : "";
        return Path.Combine(Cases, @case, file[..(file.Length - inFolder.Length)].TrimEnd('/'));
    }

    private static IEnumerable<string> Listed(List<(string Path, string File, long Length)> blobs) =>
        blobs.Select(blob => $"{blob.Path} {blob.Length}").Order();

    private static string SentHash(string @case, string place) => Recorded(@case)["sent"]!.AsArray()
        .Single(sent => ((string)sent!["path"]!).Contains($"/codes/{place[5..place.IndexOf('/')]}/", StringComparison.Ordinal))
        !["body"]!["properties"]!["properties"]!["hash_sha256"]!.GetValue<string>();

    private static JsonNode Recorded(string @case) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Cases, @case, "case.json")))!;

    // Container, and the name of what was uploaded there.
    private static string PlaceOf(string to) => Place().Match(to).Value;

    [GeneratedRegex("^(azureml-blobstore/LocalUpload/[0-9a-f]{64}|code-[^/]+)/[^/]+")]
    private static partial Regex Place();
}
