using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>A folder for the state that can't be written, or that is full: said so, and nothing is written half.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly Mlops _mlops = new();

    public void Dispose() => _mlops.Dispose();

    [Fact]
    public async Task A_store_that_is_a_file_is_refused()
    {
        var file = Path.Combine(_mlops.Store, "file");
        await File.WriteAllTextAsync(file, "");
        var error = Error(await _mlops.RunAsync("local", "up", "dev", "--no-publish", "--store", file, "--json"));
        Assert.Contains(file, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_store_is_refused_and_named()
    {
        using var disk = await Disk.MountAsync("ro,size=1m");
        var error = Error(await _mlops.RunAsync("local", "up", "dev", "--no-publish", "--store", disk.Path, "--json"));
        Assert.Contains(disk.Path, error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_with_an_error_and_what_was_done_goes_on_once_there_is_room()
    {
        using var disk = await Disk.MountAsync("size=64k");
        var error = Error(await _mlops.RunAsync("local", "up", "dev", "--no-publish", "--store", disk.Path, "--json"));
        Assert.Contains("space", error, StringComparison.OrdinalIgnoreCase);

        await disk.ResizeAsync("16m");
        var up = (await _mlops.RunAsync("local", "up", "dev", "--no-publish", "--store", disk.Path, "--json")).ExitsWith(0).Json()
            .GetProperty("summary");
        var again = (await _mlops.RunAsync("local", "up", "dev", "--no-publish", "--store", disk.Path, "--json")).ExitsWith(0)
            .Json().GetProperty("summary");
        Assert.Equal(up.GetProperty("create").GetInt32() + up.GetProperty("same").GetInt32(),
            again.GetProperty("same").GetInt32());
    }

    private static string Error(CommandResult result)
    {
        var error = result.ExitsWith(1).Json().GetProperty("error");
        Assert.NotEqual("InternalError", error.GetProperty("code").GetString());
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        return error.ToString();
    }
}
