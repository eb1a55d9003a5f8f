using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests.Upgrade;

/// <summary>
/// Defaults of the Azure DevOps and GitHub providers are no change, whether a state has them as the real providers write them or
/// none of them.
/// </summary>
public sealed class BridgedUpgradeTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    [Theory]
    [InlineData("dev", false)]
    [InlineData("dev", true)]
    [InlineData("prod", false)]
    [InlineData("prod", true)]
    public async Task Nothing_of_them_changes(string stack, bool isCompleted)
    {
        var baseline = new Baseline(stack);
        _project.WriteStack(stack, await File.ReadAllTextAsync(baseline.ConfigurationFile));
        var state = JsonNode.Parse(await File.ReadAllTextAsync(baseline.StateFile))!;
        var file = Path.Combine(_project.Directory, "state.json");
        await File.WriteAllTextAsync(file, (isCompleted ? BridgedState.Complete(state) : state).ToJsonString());

        var preview = (await _mlops.LocalAsync("preview", stack, "--project", _project.Directory, "--against", file, "--json"))
            .ExitsWith(0).Json();
        var steps = preview.GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("type").GetString()!.Split(':')[0] is "azuredevops" or "github").ToList();
        Assert.True(steps.Count > 10, $"{steps.Count} resources");
        // What the program has come to declare since is no change of what was there.
        Assert.Empty(steps.Where(step => step.GetProperty("op").GetString() is not ("same" or "create")).Select(Told));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    private static string Told(JsonElement step) =>
        $"{step.GetProperty("op")} {step.GetProperty("name")} "
            + $"{(step.TryGetProperty("changes", out var changes) ? changes.GetRawText() : "")}";
}
