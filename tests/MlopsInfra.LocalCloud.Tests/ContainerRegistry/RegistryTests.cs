using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

public sealed class RegistryTests
{
    private const string Tasks = "?api-version=2019-06-01-preview";

    [Fact]
    public async Task A_build_succeeds_if_its_context_was_uploaded_and_holds_the_Dockerfile()
    {
        await using var rest = await StartAsync();
        var upload = (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/listBuildSourceUploadUrl{Tasks}")).Body!;
        await new BlobClient(new Uri((string)upload["uploadUrl"]!),
            rest.BlobOptions()).UploadAsync(Context("./docker/Dockerfile", "score.py"));

        var run = await ScheduleAsync(rest, (string)upload["relativePath"]!, "docker/Dockerfile");
        var done = await GetRunAsync(rest, run);
        var log = (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/runs/{run}/listLogSasUrl{Tasks}")).Body!;
        var text = (await new BlobClient(new Uri((string)log["logLink"]!), rest.BlobOptions()).DownloadContentAsync()).Value;

        Assert.Equal("Succeeded", (string?)done["properties"]!["status"]);
        var image = Assert.Single(done["properties"]!["outputImages"]!.AsArray())!;
        Assert.Equal(("crmlops.azurecr.io", "scoring", "7"),
            ((string?)image["registry"], (string?)image["repository"], (string?)image["tag"]));
        Assert.Contains("Recorded scoring:7", text.Content.ToString(), StringComparison.Ordinal);
        Assert.Equal("Successful", text.Details.Metadata["Complete"]);
    }

    /// <summary>A build with all that it needs: the properties of its run.</summary>
    internal static async Task<JsonObject> BuildAsync(RestCloud rest)
    {
        var upload = (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/listBuildSourceUploadUrl{Tasks}")).Body!;
        await new BlobClient(new Uri((string)upload["uploadUrl"]!), rest.BlobOptions()).UploadAsync(Context("Dockerfile"));
        return (await GetRunAsync(rest,
            await ScheduleAsync(rest, (string)upload["relativePath"]!, "Dockerfile")))["properties"]!.AsObject();
    }

    [Theory]
    [InlineData(false, "Dockerfile", "never uploaded")]
    [InlineData(true, "other/Dockerfile", "unable to find the Dockerfile")]
    public async Task A_build_without_its_parts_fails(bool uploaded, string dockerfile, string because)
    {
        await using var rest = await StartAsync();
        var upload = (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/listBuildSourceUploadUrl{Tasks}")).Body!;
        if (uploaded)
            await new BlobClient(new Uri((string)upload["uploadUrl"]!), rest.BlobOptions()).UploadAsync(Context("Dockerfile"));

        var done = await GetRunAsync(rest, await ScheduleAsync(rest, (string)upload["relativePath"]!, dockerfile));

        Assert.Equal("Failed", (string?)done["properties"]!["status"]);
        Assert.Contains(because, (string?)done["properties"]!["runErrorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_is_imported_once_unless_forced()
    {
        await using var rest = await StartAsync();
        var body = new JsonObject { ["source"] = new JsonObject { ["registryUri"] = "registry.example",
            ["sourceImage"] = "base:1" }, ["targetTags"] = new JsonArray("base:1") };
        var url = $"{RestCloud.Registry}/importImage?api-version=2025-11-01";

        var first = await rest.SendAsync(HttpMethod.Post, url, body);
        var result = await rest.SendAsync(HttpMethod.Get, first.Response.Headers.Location!.ToString());
        var again = await rest.SendAsync(HttpMethod.Post, url, body);
        body["mode"] = "Force";
        var forced = await rest.SendAsync(HttpMethod.Post, url, body);

        Assert.Equal((202, 200, 409, 202), (first.Status, result.Status, again.Status, forced.Status));
    }

    [Fact]
    public async Task A_principal_needs_the_role_for_tasks()
    {
        await using var rest = await StartAsync();

        var answer = await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/listBuildSourceUploadUrl{Tasks}",
            client: rest.Http(objectId: Guid.NewGuid().ToString()));

        Assert.Equal((403, "AuthorizationFailed"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Registry,
            """{"location":"westeurope","sku":{"name":"Basic"},"properties":{"adminUserEnabled":false}}""");
        return rest;
    }

    private static async Task<string> ScheduleAsync(RestCloud rest, string source, string dockerfile)
    {
        var answer = await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/scheduleRun{Tasks}", new
        {
            type = "DockerBuildRequest", sourceLocation = source, dockerFilePath = dockerfile, platform = new { os = "Linux" },
            imageNames = new[] { "scoring:7" },
        });
        Assert.Equal((200, "Queued"), (answer.Status, (string?)answer.Body!["properties"]!["status"]));
        return (string)answer.Body["name"]!;
    }

    private static async Task<JsonNode> GetRunAsync(RestCloud rest, string run) =>
        (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Registry}/runs/{run}{Tasks}")).Body!;

    private static MemoryStream Context(params string[] files)
    {
        var context = new MemoryStream();
        using (var zip = new GZipStream(context, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            foreach (var file in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile,
                    file) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes("FROM scratch\n")) });
            }
        }

        context.Position = 0;
        return context;
    }
}
