using System.Net.Http.Headers;
using Azure.Storage.Blobs.Specialized;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Append blobs beyond what one writer at a time sees.</summary>
public sealed class AppendBlobTests
{
    [Fact]
    public async Task Many_writers_at_once_lose_no_line_and_tear_none()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var log = rest.Blobs().GetBlobContainerClient("training").GetAppendBlobClient("log");
        await log.CreateAsync();
        var lines = Enumerable.Range(0, 60).Select(number => $"{new string((char)('a' + number % 26), 50)} {number}\n").ToList();

        await Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (line, cancel) =>
            await log.AppendBlockAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(line)), cancellationToken: cancel));

        var content = (await log.DownloadContentAsync()).Value.Content.ToString();
        Assert.Equal(lines.Order(), content.Split('\n')[..^1].Select(line => $"{line}\n").Order());
    }

    [Fact]
    public async Task What_was_there_before_stays_a_version_and_a_copy_goes_its_own_way()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{RestCloud.Account}/blobServices/default", """{"properties":{"isVersioningEnabled":true}}""");
        var container = rest.Blobs().GetBlobContainerClient("training");
        var log = container.GetAppendBlobClient("log");
        await log.CreateAsync();
        await log.AppendBlockAsync(new MemoryStream("one\n"u8.ToArray()));
        var version = (await log.GetPropertiesAsync()).Value.VersionId;
        var copy = container.GetAppendBlobClient("copy");
        await copy.SyncCopyFromUriAsync(log.Uri);

        await log.SetMetadataAsync(new Dictionary<string, string> { ["a"] = "b" });
        await log.AppendBlockAsync(new MemoryStream("two\n"u8.ToArray()));
        await copy.AppendBlockAsync(new MemoryStream("of the copy\n"u8.ToArray()));

        Assert.Equal("one\n", await TextAsync(log.WithVersion(version)));
        Assert.Equal("one\ntwo\n", await TextAsync(log));
        Assert.Equal("one\nof the copy\n", await TextAsync(copy));
    }

    [Theory]
    [InlineData("2021-12-02", 5, 413, "RequestBodyTooLarge")]
    [InlineData("2023-11-03", 5, 201, null)]
    [InlineData("2023-11-03", 0, 400, "InvalidHeaderValue")]
    public async Task A_block_is_as_large_as_the_version_allows(string version, int megabytes, int status, string? code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.Blobs().GetBlobContainerClient("training").GetAppendBlobClient("log").CreateAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put,
            "https://stmlops.blob.core.windows.net/training/log?comp=appendblock")
        {
            Content = new ByteArrayContent(new byte[megabytes * 1024 * 1024]),
        };
        request.Headers.Add("x-ms-version", version);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");

        var answer = await rest.Http("https://storage.azure.com").SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, answer.Headers.TryGetValues("x-ms-error-code", out var codes) ? codes.Single() : null);
    }

    private static async Task<string> TextAsync(AppendBlobClient blob) =>
        (await blob.DownloadContentAsync()).Value.Content.ToString();
}
