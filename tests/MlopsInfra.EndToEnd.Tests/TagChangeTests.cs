using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>A preview of another tag tells of updates, and cries wolf about none of them.</summary>
public sealed class TagChangeTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task Another_owner_replaces_nothing(string stack)
    {
        await RunAsync("up", stack, "--no-publish");
        const string owner = "owner: ml-platform";
        Assert.Contains(owner, _project.ReadStack(stack), StringComparison.Ordinal);
        _project.WriteStack(stack, _project.ReadStack(stack).Replace(owner, "owner: team-b", StringComparison.Ordinal));

        var preview = await RunAsync("preview", stack);

        var steps = preview.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("op").GetString()).ToHashSet();
        Assert.Equal(["same", "update"], steps.Order(StringComparer.Ordinal));
    }

    private async Task<System.Text.Json.JsonElement> RunAsync(params string[] arguments) =>
        (await _mlops.LocalAsync([.. arguments, "--project", _project.Directory, "--json"])).ExitsWith(0).Json();
}
