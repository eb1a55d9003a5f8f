using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Server;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>Hosts, paths and headers: nothing is taken that can't be given back, nothing is kept of who may not ask.</summary>
public sealed class RequestHeadTests
{
    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("10.0.0.1", 421)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("management.azure.com", 200)]
    [InlineData("stmlops.queue.localhost", 404)]
    public async Task Only_the_hosts_that_it_stands_in_for_are_answered(string host, int expected)
    {
        await using var rest = await RestCloud.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri(rest.Server.BaseAddress, "/metadata/endpoints?api-version=2022-09-01"));
        request.Headers.Host = $"{host}:{rest.Server.BaseAddress.Port}";

        using var response = await rest.Http(null).SendAsync(request);

        Assert.Equal(expected, (int)response.StatusCode);
        if (expected == 421)
            Assert.DoesNotContain($"https://{host}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_is_there_after_a_restart_whatever_case_its_container_was_asked_for_in_before()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var blobs = Path.Combine(rest.Server.Options.DataFolder, "blobs");
        var nobody = await AskAsync(rest.Server, HttpMethod.Get, "Training/keep.csv", audience: null);
        var inCapitals = await AskAsync(rest.Server, HttpMethod.Get, "Training/keep.csv", Audiences.Storage);
        Assert.False(Directory.Exists(Path.Combine(blobs, "containers")));

        var put = await AskAsync(rest.Server, HttpMethod.Put, "training/keep.csv", Audiences.Storage);
        await using var again = await LocalCloudServer.StartAsync(rest.Cloud,
            new LocalCloudServerOptions { DataFolder = rest.Server.Options.DataFolder });
        var get = await AskAsync(again, HttpMethod.Get, "training/keep.csv", Audiences.Storage);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest), (nobody, inCapitals));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (put, get));
    }

    [Theory]
    [InlineData("x-ms-meta-a", "é")]
    [InlineData("x-ms-blob-content-type", "text/é")]
    [InlineData("x-ms-blob-content-disposition", "attachment; filename=é")]
    [InlineData("x-ms-client-request-id", "é")]
    [InlineData("x-ms-version", "é")]
    public async Task A_header_that_could_not_be_sent_back_is_refused(string name, string value)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var put = await AskAsync(rest.Server, HttpMethod.Put, "training/x", Audiences.Storage, (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, put);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(rest.Server, HttpMethod.Get, "training/x", Audiences.Storage));
    }

    [Fact]
    public async Task Metadata_that_no_header_holds_is_refused_by_resource_manager_too()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(HttpMethod.Put,
            $"{RestCloud.Account}/blobServices/default/containers/training?api-version=2023-05-01",
            """{"properties":{"metadata":{"a":"line\nbreak"}}}""");

        Assert.Equal((400, "InvalidMetadata"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    [Theory]
    [InlineData("/stmlops//x")]
    [InlineData("/stmlops//")]
    public async Task A_path_without_a_container_is_refused(string path)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        using var response = await rest.Http(null).GetAsync(new Uri($"https://127.0.0.1:{rest.Server.BaseAddress.Port}{path}"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("InvalidUri", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(LocalCloudServer server, HttpMethod method, string path, string? audience,
        (string Name, string Value)? header = null)
    {
        var handler = (SocketsHttpHandler)server.CreateHandler();
        handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(method, $"https://127.0.0.1:{server.BaseAddress.Port}/stmlops/{path}");
        if (audience is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Tokens.Issue(audience).Value);
        request.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob");
        if (header is var (name, value)) request.Headers.TryAddWithoutValidation(name, value);
        if (method == HttpMethod.Put) request.Content = new StringContent("a,b");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
