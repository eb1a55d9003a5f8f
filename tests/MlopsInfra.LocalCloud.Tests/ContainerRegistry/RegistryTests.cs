using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

public sealed class RegistryTests
{
    private const string Tasks = "?api-version=2019-06-01-preview";

    [Fact]
    public async Task A_build_of_an_uploaded_context_records_the_image_and_says_what_it_did()
    {
        await using var rest = await StartAsync();

        var run = await BuildContextFiles.BuildAsync(rest, "scoring:7",
            ("docker/Dockerfile", "FROM python:3.11-slim\nRUN pip install pandas\nCOPY score.py /app/\n"),
            ("score.py", "print(1)\n"));
        var id = (string)run["runId"]!;
        var log = (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/runs/{id}/listLogSasUrl{Tasks}")).Body!;
        var text = (await new BlobClient(new Uri((string)log["logLink"]!), rest.BlobOptions()).DownloadContentAsync()).Value;
        var lines = text.Content.ToString().Split('\n');

        Assert.Equal("Succeeded", (string?)run["status"]);
        var image = Assert.Single(run["outputImages"]!.AsArray())!;
        Assert.Equal(("crmlops.azurecr.io", "scoring", "7"),
            ((string?)image["registry"], (string?)image["repository"], (string?)image["tag"]));
        Assert.Contains("Step 2/3 : RUN pip install pandas", lines);
        Assert.Contains(" ---> Not executed: the local cloud records images and runs no RUN instruction.", lines);
        Assert.Contains($"Recorded, not built, as {image["digest"]}: 2 files and folders, 1 instructions not executed.", lines);
        Assert.Equal("Successful", text.Details.Metadata["Complete"]);
    }

    /// <summary>A build with all that it needs: the properties of its run.</summary>
    internal static Task<JsonObject> BuildAsync(RestCloud rest) =>
        BuildContextFiles.BuildAsync(rest, "scoring:7", ("Dockerfile", "FROM scratch\n"));

    [Theory]
    [InlineData("FROM scratch\nFORM x\n", "dockerfile parse error line 2: unknown instruction: FORM")]
    [InlineData("FROM scratch\n\n# why\nCOPY a \\\n  b\nWORKDIR\n",
        "dockerfile parse error line 6: WORKDIR requires exactly one argument")]
    [InlineData("FROM scratch\nCOPY absent.py /\n",
        "COPY failed: file not found in build context or excluded by .dockerignore: stat absent.py: file does not exist")]
    [InlineData("FROM scratch\nCOPY *.txt /\n", "COPY failed: no source files were specified")]
    [InlineData("FROM scratch\nCOPY ../a /\n", "COPY failed: forbidden path outside the build context: ../a ()")]
    [InlineData("FROM scratch\nCOPY a b /x\n", "the destination must be a directory and end with a /")]
    [InlineData("FROM scratch AS one\nFROM scratch\nCOPY --from=won a /\n",
        "invalid from flag value won: pull access denied for won")]
    [InlineData("FROM scratch AS one\nFROM scratch\nCOPY --from=one a /\n", "COPY failed: stat a: file does not exist")]
    [InlineData("FROM crmlops.azurecr.io/base:1\n", "manifest tagged by \"1\" is not found")]
    [InlineData("FROM scratch\nRUN --mount=type=cache,target=/c true\n", "line 2: the --mount option requires BuildKit")]
    [InlineData("FROM scratch\nRUN <<EOF\ntrue\nEOF\n", "line 2: here-documents (<<) require BuildKit")]
    [InlineData("COPY a b\n", "dockerfile parse error line 1: no build stage in current context")]
    [InlineData("\n", "the Dockerfile (docker/Dockerfile) cannot be empty")]
    public async Task A_Dockerfile_that_can_t_be_built_fails_the_run_with_its_line(string dockerfile, string because)
    {
        await using var rest = await StartAsync();

        var run =
            await BuildContextFiles.BuildAsync(rest, "scoring:7", ("docker/Dockerfile", dockerfile), ("a", "1"), ("b", "2"));

        Assert.Equal("Failed", (string?)run["status"]);
        Assert.Contains(because, (string?)run["runErrorMessage"], StringComparison.Ordinal);
        Assert.Empty(run["outputImages"]!.AsArray());
    }

    [Theory]
    [InlineData("nothing", "never uploaded")]
    [InlineData("text", "it is no gzipped tar")]
    [InlineData("outside", "lies outside of it")]
    [InlineData("other", "lstat /workspace/docker/Dockerfile: no such file or directory")]
    public async Task A_context_that_is_none_fails_the_run(string what, string because)
    {
        await using var rest = await StartAsync();
        var upload = await BuildContextFiles.UploadUrlAsync(rest);
        Stream? context = what switch
        {
            "text" => new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 2000))),
            "outside" => BuildContextFiles.Pack(("../../Dockerfile", "FROM scratch\n")),
            "other" => BuildContextFiles.Pack(("Dockerfile", "FROM scratch\n")),
            _ => null,
        };
        if (context is not null)
            await new BlobClient(new Uri((string)upload["uploadUrl"]!), rest.BlobOptions()).UploadAsync(context);

        var run = await BuildContextFiles.RunAsync(rest, (string)upload["relativePath"]!, "docker/Dockerfile", "scoring:7");

        Assert.Equal("Failed", (string?)run["status"]);
        Assert.Contains(because, (string?)run["runErrorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_that_a_subscription_may_not_use_are_refused_as_Azure_refuses_them()
    {
        await using var rest = await StartAsync();
        rest.Server.Options.AllowsRegistryTasks = false;

        var answer = await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/listBuildSourceUploadUrl{Tasks}");

        Assert.Equal((400, "TasksOperationsNotAllowed", "request"),
            (answer.Status, (string?)answer.Body!["error"]!["code"], (string?)answer.Body["error"]!["target"]));
    }

    [Fact]
    public async Task Runs_are_listed_from_the_last_one_and_filtered()
    {
        await using var rest = await StartAsync();
        var good = await BuildAsync(rest);
        await BuildContextFiles.BuildAsync(rest, "Scoring:8", ("Dockerfile", "FROM scratch\n"));
        var digest = (string)good["outputImages"]![0]!["digest"]!;

        Assert.Equal(["cf2", "cf1"], await ListAsync(rest, ""));
        Assert.Equal(["cf2"], await ListAsync(rest, "Status eq 'Failed'"));
        Assert.Equal(["cf1"],
            await ListAsync(rest, $"contains(OutputImageManifests,'scoring@{digest}') and CreateTime ge 2020-01-01T00:00:00Z"));
        Assert.Equal(400,
            (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Registry}/runs{Tasks}&$filter=Color eq 'red'")).Status);
        Assert.Equal(409, (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/runs/cf1/cancel{Tasks}")).Status);
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

    private static async Task<IEnumerable<string>> ListAsync(RestCloud rest, string filter)
    {
        var answer =
            await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Registry}/runs{Tasks}&$filter={Uri.EscapeDataString(filter)}");
        return answer.Body!["value"]!.AsArray().Select(run => (string)run!["name"]!);
    }

    private static Task<RestCloud> StartAsync() => BuildContextFiles.StartAsync();
}
