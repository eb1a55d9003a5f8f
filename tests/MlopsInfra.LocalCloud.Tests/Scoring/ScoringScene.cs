using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.ContainerInstances;
using MlopsInfra.LocalCloud.Tests.ContainerRegistry;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>
/// A cloud that executes, with what a scoring service stands on: a registry with its image, containers for its logs, Application
/// Insights, and an identity with the rights that releases give it.
/// </summary>
internal sealed class ScoringScene : IAsyncDisposable
{
    public const string Identity = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-scoring";
    public const string Component = $"{RestCloud.Group}/providers/Microsoft.Insights/components/appi-mlops";
    public const string Release = "r0123456789";

    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string Version = "?api-version=2025-09-01";
    private readonly ScoringContext _context;
    private readonly HttpClient _plain = new();

    private ScoringScene(RestCloud rest, ScoringContext context) => (Rest, _context) = (rest, context);

    public RestCloud Rest { get; }

    /// <summary>The image by its digest, as releases name it.</summary>
    public string Image { get; private set; } = "";

    /// <summary>The client id of the identity.</summary>
    public string ClientId => Property(Identity, "clientId");

    /// <summary>Where telemetry goes.</summary>
    public string ConnectionString => Property(Component, "ConnectionString");

    /// <summary>Starts one and builds the image; skips the test where Python's packages are missing.</summary>
    /// <param name="kind">Of the model: good, wrong, crashing.</param>
    public static async Task<ScoringScene> StartOrSkipAsync(string kind = "good")
    {
        var context = await ScoringContext.CreateOrSkipAsync(kind);
        var rest = await RestCloud.StartWithWorkspaceAsync(executor: WorkloadExecutor.Process);
        foreach (var container in (string[])["scoring-inputs", "predictions"])
            await rest.SeedAsync($"{RestCloud.Account}/blobServices/default/containers/{container}", """{"properties":{}}""");
        await rest.SeedAsync(RestCloud.Registry,
            """{"location":"westeurope","sku":{"name":"Basic"},"properties":{"adminUserEnabled":false}}""");
        var principal = await rest.IdentityAsync("id-scoring");
        foreach (var (scope, role) in (IEnumerable<(string, string)>)[(RestCloud.Registry, Role.AcrPull),
            (RestCloud.Account, Role.BlobContributor), (Component, MetricsPublisher)])
            await rest.GrantAsync(scope, principal, role);
        var scene = new ScoringScene(rest, context);
        await scene.BuildAsync();
        return scene;
    }

    /// <summary>The variables that a release gives the service.</summary>
    public Dictionary<string, string> Variables() => new()
    {
        ["AZURE_CLIENT_ID"] = ClientId,
        ["SCORING_INPUTS_URL"] = "https://stmlops.blob.core.windows.net/scoring-inputs",
        ["PREDICTIONS_URL"] = "https://stmlops.blob.core.windows.net/predictions",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = ConnectionString,
        ["MLOPS_RELEASE"] = Release,
        ["MLOPS_IMAGE"] = Image[(Image.IndexOf('/', StringComparison.Ordinal) + 1)..],
    };

    /// <summary>Puts a container group of the image.</summary>
    /// <param name="name">The group.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="command">Its command; none serves.</param>
    /// <param name="subnet">The subnet that it is in; null for a public one.</param>
    public async Task PutGroupAsync(string name, Dictionary<string, string> variables, string[] command, string? subnet = null)
    {
        var answer = await Rest.SendAsync(HttpMethod.Put, IdOf(name) + Version,
            ScoringGroup.Body(Image, variables, command, subnet));
        Assert.True(answer.Status is 200 or 201, answer.Body?.ToJsonString());
    }

    /// <summary>Runs a group to its end.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    public async Task<(int? ExitCode, string Log)> RunGroupAsync(string name, Dictionary<string, string> variables,
        string[] command, string? subnet = null)
    {
        await PutGroupAsync(name, variables, command, subnet);
        var ended = await UntilAsync(name, group => group.State is "Succeeded" or "Failed");
        return (ended.ExitCode, await LogAsync(name));
    }

    /// <summary>A group once a condition holds.</summary>
    public Task<GroupView> UntilAsync(string name, Func<GroupView, bool> condition) => Eventually.FindAsync(async () =>
        new GroupView((await Rest.SendAsync(HttpMethod.Get, IdOf(name) + Version)).Body!.AsObject()) is var group
            && condition(group) ? group : null);

    /// <summary>Where a group answers, once it does.</summary>
    public async Task<string> AddressAsync(string name)
    {
        var group = await UntilAsync(name, group => group.State == "Running");
        var address = group.Shown["properties"]!["ipAddress"]!;
        var url = $"http://{address["ip"]}:{address["ports"]![0]!["port"]}";
        await Eventually.FindAsync(async () => await HealthAsync(url));
        return url;
    }

    /// <summary>What a group printed.</summary>
    public async Task<string> LogAsync(string name) => (string)(await Rest.SendAsync(HttpMethod.Get,
        $"{IdOf(name)}/containers/scoring/logs{Version}")).Body!["content"]!;

    /// <summary>Stops a group.</summary>
    public Task StopAsync(string name) => Rest.SendAsync(HttpMethod.Post, $"{IdOf(name)}/stop{Version}");

    /// <summary>Asks for a score.</summary>
    public async Task<(int Status, JsonNode Body)> ScoreAsync(string url, string body, string? id = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{url}/score")
            { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (id is not null) request.Headers.Add("x-ms-client-request-id", id);
        using var response = await _plain.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>The lines of all blobs of a container, once there are so many.</summary>
    public Task<List<(string Blob, JsonNode Line)>> LinesAsync(string container, int count) => Eventually.FindAsync(async () =>
    {
        var lines = new List<(string, JsonNode)>();
        var client = Rest.Blobs().GetBlobContainerClient(container);
        await foreach (var blob in client.GetBlobsAsync())
        {
            var text = (await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString();
            lines.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => (blob.Name, JsonNode.Parse(line)!)));
        }

        return lines.Count >= count ? lines : null;
    });

    public async ValueTask DisposeAsync()
    {
        _plain.Dispose();
        await Rest.DisposeAsync();
        _context.Dispose();
    }

    private async Task BuildAsync()
    {
        var archive = new MemoryStream();
        await using (var zip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(zip))
        {
            foreach (var (path, content) in _context.Files)
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path)
                    { DataStream = new MemoryStream(content) });
        }

        archive.Position = 0;
        var upload = await BuildContextFiles.UploadUrlAsync(Rest);
        await new BlobClient(new Uri((string)upload["uploadUrl"]!), Rest.BlobOptions()).UploadAsync(archive);
        var run = await BuildContextFiles.RunAsync(Rest, (string)upload["relativePath"]!, "Dockerfile", "scoring:1",
            ("MLOPS_MODEL", "pump-failures:3"), ("MLOPS_COMMIT", "4f2a"), ("MLOPS_SOURCE", "https://example.com/pumps"));
        Assert.True((string?)run["status"] == "Succeeded", run.ToJsonString());
        Image = $"crmlops.azurecr.io/scoring@{run["outputImages"]![0]!["digest"]}";
    }

    private async Task<string?> HealthAsync(string url)
    {
        try
        {
            return await _plain.GetStringAsync(url);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string IdOf(string group) =>
        $"{RestCloud.Group}/providers/Microsoft.ContainerInstance/containerGroups/{group}";

    private string Property(string id, string name) =>
        (string)Rest.Cloud.Resources.Find(ResourceId.Parse(id))!["properties"]![name]!;
}
