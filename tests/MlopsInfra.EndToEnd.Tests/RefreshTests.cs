using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// <c>mlops local refresh</c>, as a user meets it: after an update, after publishing, and after somebody else's changes.
/// </summary>
public sealed class RefreshTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task After_publishing_once_and_again_there_is_nothing_to_do(string stack)
    {
        await RunAsync("up", stack, "--from-network");
        var first = await RunAsync("refresh", stack);
        // Publishing chose the default deployment and described the endpoint: that is what has changed, and nothing else.
        Assert.Equal(["azure-native:machinelearningservices:BatchEndpoint"], Steps(first, "update").Select(Type));
        Assert.Empty(Steps(first, "delete"));
        await MustBeUnchangedAsync(stack);

        File.AppendAllText(Path.Combine(_project.Pipeline, "endpoint.yml"), "tags:\n  owner: pumps\n");
        File.AppendAllText(Path.Combine(_project.Pipeline, "src", "train.py"), "# another version\n");
        var published = (await _mlops.RunAsync("publish", stack, "--local", "--from-network", "--project", _project.Directory,
            "--store", _mlops.Store, "--json")).ExitsWith(0).Json();
        Assert.Contains(published.GetProperty("published").GetProperty("assets").EnumerateArray(),
            asset => asset.GetProperty("op").GetString() == "create");
        await RunAsync("refresh", stack);
        await MustBeUnchangedAsync(stack);
        Assert.Equal(0, (await RunAsync("refresh", stack)).GetProperty("summary").GetProperty("update").GetInt32());
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task After_an_update_nothing_has_changed(string stack)
    {
        await RunAsync("up", stack, "--no-publish");
        var state = State(stack);
        var refresh = await RunAsync("refresh", stack);
        Assert.Equal("refresh", refresh.GetProperty("operation").GetString());
        Assert.Empty(Steps(refresh, "update").SelectMany(step => step.GetProperty("changes").EnumerateArray()
            .Select(change => $"{Type(step)} {step.GetProperty("name")}: {change.GetProperty("path")}")));
        Assert.All(refresh.GetProperty("steps").EnumerateArray(),
            step => Assert.Equal("same", step.GetProperty("op").GetString()));
        Assert.Equal(state, State(stack));
        await MustBeUnchangedAsync(stack);
    }

    [Fact]
    public async Task What_somebody_else_changed_is_seen_and_the_next_update_puts_it_right()
    {
        var outputs = (await RunAsync("up", "dev", "--no-publish")).GetProperty("outputs");
        var ids = (await RunAsync("preview", "dev")).GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("id").ValueKind == JsonValueKind.String)
            .ToLookup(Type, step => step.GetProperty("id").GetString()!);
        var account = ids["azure-native:storage:StorageAccount"].First();
        var alert = ids["azure-native:monitor:MetricAlert"].First();
        await using (var served = await ServedCloud.StartAsync(_mlops, "dev", _project.Directory))
        {
            var deployer = served.Deployer(outputs.GetProperty("tenantId").GetString()!);
            var tags =
                (await served.GetAsync(deployer, $"{account}?api-version=2024-01-01"))["tags"]?.DeepClone().AsObject() ?? [];
            tags["environment"] = "somebody else's";
            await served.SendAsync(deployer, HttpMethod.Patch, $"{account}?api-version=2024-01-01",
                new JsonObject { ["tags"] = tags });
            await served.SendAsync(deployer, HttpMethod.Delete, $"{alert}?api-version=2018-03-01");
        }

        var look = await RunAsync("refresh", "dev", "--preview-only");
        Assert.Equal((1, 1), (Count(look, "update"), Count(look, "delete")));
        Assert.Equal(0, Count(await RunAsync("preview", "dev"), "update"));

        var text = (await _mlops.LocalAsync("refresh", "dev", "--project", _project.Directory)).ExitsWith(0).Output;
        Assert.Contains("~ tags.environment: dev => somebody else's", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  -  azure-native:monitor:MetricAlert \S+ deleted$", text);
        Assert.Matches(@"(?m)^Resources: 1 updated, 1 deleted, \d+ unchanged$", text);

        var up = await RunAsync("up", "dev", "--no-publish");
        Assert.Equal([alert, account],
            up.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("op").GetString() is "update" or "create")
                .Select(Id).Order(StringComparer.Ordinal));
        Assert.Equal(0, Count(await RunAsync("refresh", "dev"), "update"));
        await MustBeUnchangedAsync("dev");
    }

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    private async Task MustBeUnchangedAsync(string stack)
    {
        var preview = await RunAsync("preview", stack);
        Assert.Empty(preview.GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("op").GetString() is not ("same" or "read"))
            .Select(step => $"{step.GetProperty("op")} {step.GetProperty("name")}"));
    }

    private async Task<JsonElement> RunAsync(string command, string stack, params string[] options) =>
        (await _mlops.LocalAsync([command, stack, .. options, "--project", _project.Directory, "--json"])).ExitsWith(0).Json();

    private string State(string stack) =>
        File.ReadAllText(Directory.EnumerateFiles(_mlops.Store, $"{stack}.json", SearchOption.AllDirectories).Single());

    private static IEnumerable<JsonElement> Steps(JsonElement document, string operation) =>
        document.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("op").GetString() == operation);

    private static int Count(JsonElement document, string kind) => document.GetProperty("summary").GetProperty(kind).GetInt32();

    private static string Type(JsonElement step) => step.GetProperty("type").GetString()!;

    private static string Id(JsonElement step) => step.GetProperty("id").GetString()!;
}
