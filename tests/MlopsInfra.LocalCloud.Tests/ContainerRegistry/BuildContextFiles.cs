using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

/// <summary>Contexts of builds, and the calls that build them.</summary>
internal static class BuildContextFiles
{
    private const string Tasks = "?api-version=2019-06-01-preview";

    /// <summary>A cloud with a registry.</summary>
    public static async Task<RestCloud> StartAsync(WorkloadExecutor executor = WorkloadExecutor.Simulate, Uri? docker = null)
    {
        var rest = await RestCloud.StartAsync(executor: executor, docker: docker);
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Registry,
            """{"location":"westeurope","sku":{"name":"Basic"},"properties":{"adminUserEnabled":true}}""");
        return rest;
    }

    /// <summary>Uploads files and builds them.</summary>
    /// <returns>The properties of the run, which has ended.</returns>
    public static async Task<JsonObject> BuildAsync(RestCloud rest, string image, params (string Path, string Text)[] files)
    {
        var upload = await UploadUrlAsync(rest);
        await new BlobClient(new Uri((string)upload["uploadUrl"]!), rest.BlobOptions()).UploadAsync(Pack(files));
        return await RunAsync(rest, (string)upload["relativePath"]!, files[0].Path, image);
    }

    /// <summary>Where to put a context.</summary>
    public static async Task<JsonNode> UploadUrlAsync(RestCloud rest) =>
        (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/listBuildSourceUploadUrl{Tasks}")).Body!;

    /// <summary>Builds what was uploaded, and waits for the end of the run.</summary>
    public static async Task<JsonObject> RunAsync(RestCloud rest, string source, string dockerfile, string image,
        params (string Name, string Value)[] arguments)
    {
        var answer = await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/scheduleRun{Tasks}", new
        {
            type = "DockerBuildRequest", sourceLocation = source, dockerFilePath = dockerfile, platform = new { os = "Linux" },
            imageNames = new[] { image },
            arguments = arguments.Select(argument => new { name = argument.Name, value = argument.Value }),
        });
        Assert.Equal((200, "Queued"), (answer.Status, (string?)answer.Body!["properties"]!["status"]));
        var run = (string)answer.Body["name"]!;
        while (true)
        {
            var shown = (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Registry}/runs/{run}{Tasks}")).Body!;
            var properties = shown["properties"]!.AsObject();
            if ((string?)properties["status"] is not ("Queued" or "Running")) return properties;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A gzipped tar of files.</summary>
    public static MemoryStream Pack(params (string Path, string Text)[] files)
    {
        var context = new MemoryStream();
        using (var zip = new GZipStream(context, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            foreach (var (path, text) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                });
            }
        }

        context.Position = 0;
        return context;
    }
}
