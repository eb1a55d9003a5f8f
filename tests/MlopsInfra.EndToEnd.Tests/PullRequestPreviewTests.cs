using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What a reviewer gets: a snapshot of the base, and the change compared with it.</summary>
public sealed class PullRequestPreviewTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_same_program_gives_the_same_bytes_and_no_changes(string stack)
    {
        var (one, other) = (await SnapshotAsync(stack), await SnapshotAsync(stack));
        Assert.Equal(await File.ReadAllTextAsync(one), await File.ReadAllTextAsync(other));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_mlops.Store, "stacks", SearchOption.AllDirectories));

        var review = await ReviewAsync(stack, one);

        Assert.StartsWith($"## `{stack}`: no changes\n", review, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_told_property_by_property_with_what_it_replaces_and_which_rights_it_takes()
    {
        var snapshot = await SnapshotAsync("dev");
        Change("redundancy: Lrs", "redundancy: Grs");
        Change("vmSize: Standard_DS3_v2", "vmSize: Standard_DS4_v2");
        Change("dataArrival:\n    enabled: true", "dataArrival:\n    enabled: false");

        var review = await ReviewAsync("dev", snapshot);

        Assert.Matches(@"^## `dev`: \d+ to delete, 1 to replace, 1 to change\n", review);
        Assert.Contains("| `sku.name` | `Standard_LRS` | `Standard_GRS` |", review, StringComparison.Ordinal);
        // Azure ML takes another size for a cluster, and does nothing: only a new cluster has it.
        Assert.Contains("| `properties.properties.vmSize` **forces the replacement** | `Standard_DS3_v2` | `Standard_DS4_v2` |",
            review, StringComparison.Ordinal);
        Assert.Contains("- **taken**: identity id-mlops-dev-trigger: **AzureML Data Scientist** on ", review,
            StringComparison.Ordinal);
        Assert.Contains("**− blob container: data at risk**", review, StringComparison.Ordinal);
        Assert.Equal(review, await ReviewAsync("dev", snapshot));
    }

    [Fact]
    public async Task Moving_to_another_region_puts_all_data_at_risk_in_bold()
    {
        var snapshot = await SnapshotAsync("dev");
        Change("location: westeurope", "location: northeurope");

        var review = await ReviewAsync("dev", snapshot);

        foreach (var what in (string[])["Storage account", "Key vault", "Azure ML workspace", "Container registry",
            "Log Analytics workspace"])
            Assert.Contains($"> **{what} ", review, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Against_nothing_everything_is_new()
    {
        var file = Path.Combine(_project.Directory, "new.md");
        (await _mlops.LocalAsync("preview", "dev", "--project", _project.Directory, "--markdown", file)).ExitsWith(0);
        Assert.Matches(@"^## `dev`: \d+ to create\n", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_snapshot_of_another_stack_is_refused_and_nothing_is_written()
    {
        var snapshot = await SnapshotAsync("prod");
        var file = Path.Combine(_project.Directory, "wrong.md");

        var result = (await _mlops.LocalAsync("preview", "dev", "--project", _project.Directory, "--against", snapshot,
            "--markdown", file)).ExitsWith(2);

        Assert.Contains("is of the stack 'prod', not of 'dev'", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_program_that_does_not_come_up_gives_no_snapshot()
    {
        Change("minNodes: 0", "minNodes: 9");
        var result = await _mlops.RunAsync("local", "snapshot", "dev", "--project", _project.Directory);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("minNodes", result.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    private void Change(string from, string to)
    {
        var yaml = _project.ReadStack("dev");
        Assert.Contains(from, yaml, StringComparison.Ordinal);
        _project.WriteStack("dev", yaml.Replace(from, to, StringComparison.Ordinal));
    }

    private async Task<string> SnapshotAsync(string stack)
    {
        var file = Path.Combine(_project.Directory, $"{Guid.NewGuid()}.json");
        var result = (await _mlops.RunAsync("local", "snapshot", stack, "--project", _project.Directory)).ExitsWith(0);
        await File.WriteAllTextAsync(file, result.Output);
        return file;
    }

    private async Task<string> ReviewAsync(string stack, string against)
    {
        var file = Path.Combine(_project.Directory, $"{Guid.NewGuid()}.md");
        (await _mlops.LocalAsync("preview", stack, "--project", _project.Directory, "--against", against, "--markdown",
            file)).ExitsWith(0);
        return await File.ReadAllTextAsync(file);
    }
}
