using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What a release puts into QA's container group stays, whatever <c>up</c> does about the rest of the stack.</summary>
public sealed class ReleasedGroupTests : IDisposable
{
    private const string Image = "mcr.microsoft.com/contoso/scoring:released";

    private readonly ReleasedStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task An_up_without_a_change_and_one_after_a_refresh_leave_the_image_of_a_release_alone()
    {
        await _stack.UpAsync();
        await ReleaseAsync();

        Assert.Empty(Changes(await _stack.UpAsync()));
        Assert.Equal((Image, "r0123456789", "r0123456789"), await ReleasedAsync());

        await _stack.RunAsync("refresh");
        Assert.Empty(Changes(await _stack.UpAsync()));
        Assert.Equal((Image, "r0123456789", "r0123456789"), await ReleasedAsync());
    }

    [Fact]
    public async Task A_tag_of_the_stack_changes_nothing_about_the_group()
    {
        await _stack.UpAsync();
        await ReleaseAsync();

        var tagged = await _stack.UpAsync(ReleasedStack.Configuration + "\n  mlops-infra:tags:\n    owner: team-b\n");

        Assert.DoesNotContain("mlops-qa-group", Changes(tagged));
        Assert.Equal((Image, "r0123456789", "r0123456789"), await ReleasedAsync());
    }

    [Fact]
    public async Task A_change_of_the_group_itself_writes_back_the_first_image_which_previews_say_and_the_next_release_mends()
    {
        await _stack.UpAsync();
        await ReleaseAsync();
        var changed = ReleasedStack.Configuration.Replace("qaScoring:\n    enabled: true",
            "qaScoring:\n    enabled: true\n    livenessPath: /live", StringComparison.Ordinal);

        _stack.Configure(changed);
        var preview = await _stack.RunAsync("preview");
        var finding = Assert.Single(preview.GetProperty("findings").EnumerateArray().ToList(),
            finding => finding.GetProperty("path").GetString() == "containers[0].image");
        Assert.Equal("valueLost", finding.GetProperty("kind").GetString());
        Assert.Contains("Release again", finding.GetProperty("message").GetString(), StringComparison.Ordinal);

        Assert.Equal(["mlops-qa-group"], Changes(await _stack.UpAsync(changed)));
        await using (var served = await _stack.ServeAsync())
            Assert.StartsWith("mcr.microsoft.com/azuredocs/", ImageOf(await _stack.GroupAsync(served)), StringComparison.Ordinal);
        await ReleaseAsync();
        Assert.Equal(Image, (await ReleasedAsync()).Image);
    }

    private async Task ReleaseAsync()
    {
        await using var served = await _stack.ServeAsync();
        await _stack.ReleaseAsync(served, Image);
    }

    private async Task<(string Image, string? Tag, string? Variable)> ReleasedAsync()
    {
        await using var served = await _stack.ServeAsync();
        var group = await _stack.GroupAsync(served);
        var variables = group["properties"]!["containers"]![0]!["properties"]!["environmentVariables"]!.AsArray();
        var release = variables.FirstOrDefault(variable => (string?)variable!["name"] == "MLOPS_RELEASE");
        return (ImageOf(group), (string?)group["tags"]!["mlops.release"], (string?)release?["value"]);
    }

    private static string ImageOf(JsonObject group) => (string)group["properties"]!["containers"]![0]!["properties"]!["image"]!;

    private static IEnumerable<string> Changes(JsonElement run) => run.GetProperty("steps").EnumerateArray()
        .Where(step => step.GetProperty("op").GetString() != "same").Select(step => step.GetProperty("name").GetString()!);
}
