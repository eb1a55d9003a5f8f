using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// The main job, as a user does it: dev comes up on the local cloud, its training pipeline is published, all of it goes away
/// again.
/// </summary>
public sealed class DevEnvironmentTests
{
    [Fact]
    public async Task Dev_comes_up_is_published_stays_as_it_is_and_goes_away()
    {
        using var mlops = new Mlops();

        var preview = (await mlops.LocalAsync("preview", "dev", "--json")).ExitsWith(0).Json();
        Assert.Empty(Directory.EnumerateFiles(mlops.Store, "dev*", SearchOption.AllDirectories));

        var first = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json();
        Assert.Equal("dev", first.GetProperty("stack").GetString());
        Assert.Equal("up", first.GetProperty("operation").GetString());
        Assert.All(Steps(first), step => Assert.Equal("create", step.GetProperty("op").GetString()));
        Assert.Equal(Urns(preview), Urns(first));
        Assert.Contains("azure-native:machinelearningservices:Workspace",
            Steps(first).Select(step => step.GetProperty("type").GetString()));
        Assert.Equal(Steps(first).Count(), first.GetProperty("summary").GetProperty("create").GetInt32());

        var published = first.GetProperty("published");
        Assert.Equal(first.GetProperty("outputs").GetProperty("batchEndpointName").GetString(),
            published.GetProperty("endpoint").GetString());
        Assert.Superset(
            new HashSet<string?> { "code", "component", "environment" },
            Assets(published).Select(asset => asset.GetProperty("kind").GetString()).ToHashSet());
        Assert.All(Assets(published), asset => Assert.Equal(FirstOp(asset), asset.GetProperty("op").GetString()));

        var before = Files(mlops.Store);
        var second = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json();
        Assert.All(Steps(second), step => Assert.Equal("same", step.GetProperty("op").GetString()));
        Assert.All(Assets(second.GetProperty("published")), asset => Assert.Equal("same", asset.GetProperty("op").GetString()));
        Assert.Equal(published.GetProperty("deployment").GetString(),
            second.GetProperty("published").GetProperty("deployment").GetString());
        Assert.Equal(before, Files(mlops.Store));

        var destroyed = (await mlops.LocalAsync("destroy", "dev", "--json")).ExitsWith(0).Json();
        Assert.Equal(Steps(first).Count(), destroyed.GetProperty("summary").GetProperty("delete").GetInt32());
    }

    [Fact]
    public async Task Publishing_alone_finds_everything_there_and_a_dry_run_writes_nothing()
    {
        using var mlops = new Mlops();
        var up = (await mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json();
        Assert.False(up.TryGetProperty("published", out _));

        var before = Files(mlops.Store);
        var plan = (await mlops.RunAsync("publish", "dev", "--local", "--dry-run", "--json", "--store", mlops.Store)).ExitsWith(0)
            .Json();
        Assert.All(Assets(plan.GetProperty("published")),
            asset => Assert.Equal(FirstOp(asset), asset.GetProperty("op").GetString()));
        Assert.Equal(before, Files(mlops.Store));

        var publish = (await mlops.RunAsync("publish", "dev", "--local", "--json", "--store", mlops.Store)).ExitsWith(0).Json();
        Assert.Equal("publish", publish.GetProperty("operation").GetString());
        var again = (await mlops.RunAsync("publish", "dev", "--local", "--json", "--store", mlops.Store)).ExitsWith(0).Json();
        Assert.All(Assets(again.GetProperty("published")), asset => Assert.Equal("same", asset.GetProperty("op").GetString()));
    }

    [Fact]
    public async Task Plain_output_has_one_line_per_resource_the_outputs_and_the_counts()
    {
        using var mlops = new Mlops();
        var up = (await mlops.LocalAsync("up", "dev", "--verbose")).ExitsWith(0);
        Assert.Matches(@"(?m)^  \+  azure-native:storage:StorageAccount \S+ created$", up.Output);
        Assert.Matches(@"(?m)^    workspaceName: \S+$", up.Output);
        Assert.Matches(@"(?m)^Resources: \d+ created$", up.Output);
        Assert.DoesNotContain('\u001b', up.Output);
        Assert.Empty(up.Error);

        var again = (await mlops.LocalAsync("up", "dev", "--verbose")).ExitsWith(0);
        Assert.Matches(@"(?m)^Resources: \d+ unchanged$", again.Output);
        Assert.Matches(@"(?m)^Local cloud: 0 writes; REST: \d+ GET, 0 PUT$", again.Output);
    }

    private static IEnumerable<JsonElement> Steps(JsonElement document) => document.GetProperty("steps").EnumerateArray();

    private static IEnumerable<JsonElement> Assets(JsonElement published) => published.GetProperty("assets").EnumerateArray();

    // The endpoint is a resource of the stack: publishing only makes the new deployment its default.
    private static string FirstOp(JsonElement asset) => asset.GetProperty("kind").GetString() == "endpoint" ? "update" : "create";

    private static SortedSet<string> Urns(JsonElement document) =>
        new(Steps(document).Select(step => step.GetProperty("urn").GetString()!), StringComparer.Ordinal);

    private static string Files(string folder) =>
        string.Join('\n', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {new FileInfo(file).Length}"));
}
