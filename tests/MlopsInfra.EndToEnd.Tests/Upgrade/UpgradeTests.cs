using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests.Upgrade;

/// <summary>
/// Today's code on what the last release deployed: a user who upgrades loses no resource that was not announced. After a release,
/// take what it deploys for the new baseline (<c>UPDATE_BASELINE=1 dotnet test tests/MlopsInfra.EndToEnd.Tests --filter
/// UpgradeTests</c>) and empty <c>Announced.txt</c>.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task An_upgrade_replaces_and_deletes_what_is_announced_and_nothing_else(string stack)
    {
        var baseline = new Baseline(stack);
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINE") == "1")
        {
            await baseline.RenewAsync(_mlops);
            Assert.Skip($"wrote {baseline.StateFile}");
        }

        Assert.Equal(baseline.Announced.Order(StringComparer.Ordinal),
            await LostAsync(baseline, await File.ReadAllTextAsync(baseline.ConfigurationFile)));
    }

    [Fact]
    public async Task A_loss_is_seen()
    {
        var baseline = new Baseline("dev");
        var configuration = await File.ReadAllTextAsync(baseline.ConfigurationFile);

        var lost = await LostAsync(baseline, configuration
            .Replace("vmSize: Standard_DS3_v2", "vmSize: Standard_DS4_v2", StringComparison.Ordinal)
            .Replace("mlops-infra:qaScoring:\n    enabled: true", "mlops-infra:qaScoring:\n    enabled: false",
                StringComparison.Ordinal));

        Assert.Contains("mlops-training-cluster", lost);
        Assert.Contains("mlops-qa-group", lost);
        Assert.DoesNotContain("mlops-storage-account", lost);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    // Components are no loss: nothing in the cloud stands for them.
    private async Task<IEnumerable<string>> LostAsync(Baseline baseline, string configuration)
    {
        _project.WriteStack(baseline.Stack, configuration);
        var preview = await _mlops.LocalAsync("preview", baseline.Stack, "--project", _project.Directory, "--against",
            baseline.StateFile, "--json");
        return preview.ExitsWith(0).Json().GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("op").GetString() is "replace" or "delete")
            .Where(step => !step.GetProperty("type").GetString()!.StartsWith("mlopsinfra:", StringComparison.Ordinal))
            .Select(step => step.GetProperty("name").GetString()!).Order(StringComparer.Ordinal);
    }
}
