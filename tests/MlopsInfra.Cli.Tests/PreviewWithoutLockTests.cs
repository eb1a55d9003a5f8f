using System.Security.Cryptography;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>What only looks works while another process has the local cloud, and where nothing can be written.</summary>
public sealed class PreviewWithoutLockTests(DevStack dev) : IClassFixture<DevStack>
{
    public static TheoryData<string> Looking =>
        ["local preview dev", "local refresh dev --preview-only", "local preview dev --markdown /dev/null", "local snapshot dev"];

    [Theory]
    [MemberData(nameof(Looking))]
    public async Task It_works_while_another_process_has_the_store_and_touches_nothing(string words)
    {
        var before = Files();
        var held = Path.Combine(dev.Mlops.Store, "cloud", "lock");
        using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            (await dev.Mlops.RunAsync([.. words.Split(' '), "--store", dev.Mlops.Store])).ExitsWith(0);
            var up = (await dev.Mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(1).Json();
            Assert.Equal("StoreLocked", up.GetProperty("error").GetProperty("code").GetString());
        }

        Assert.Equal(before, Files());
    }

    [Theory]
    [MemberData(nameof(Looking))]
    public async Task It_works_on_a_store_that_is_read_only(string words)
    {
        using var disk = await Disk.MountAsync("size=16m");
        foreach (var file in Directory.EnumerateFiles(dev.Mlops.Store, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(disk.Path, Path.GetRelativePath(dev.Mlops.Store, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await disk.RemountAsync("ro");
        var look = (await dev.Mlops.RunAsync([.. words.Split(' '), "--store", disk.Path])).ExitsWith(0);
        if (words == "local preview dev") Assert.Matches(@"Resources: \d+ unchanged\n", look.Output);
        var error = (await dev.Mlops.RunAsync("local", "up", "dev", "--no-publish", "--json", "--store", disk.Path)).ExitsWith(1)
            .Json().GetProperty("error");
        Assert.Equal("StoreNotWritable", error.GetProperty("code").GetString());
        Assert.Contains(disk.Path, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_for_secret_what_an_update_does()
    {
        using var mlops = new Mlops();
        using var project = new ProjectCopy();
        project.WriteStack("dev", project.ReadStack("dev").Replace("\nconfig:\n", "\nconfig:\n  github:token: made-up-for-this\n",
            StringComparison.Ordinal));
        Assert.Contains("made-up-for-this", project.ReadStack("dev"), StringComparison.Ordinal);
        string[] what = ["dev", "--project", project.Directory, "--json"];
        var up = (await mlops.LocalAsync(["up", .. what, "--no-publish"])).ExitsWith(0).Json().GetProperty("summary");
        var preview = (await mlops.LocalAsync(["preview", .. what])).ExitsWith(0);
        Assert.Equal(up.GetProperty("create").GetInt32(), preview.Json().GetProperty("summary").GetProperty("same").GetInt32());
        Assert.DoesNotContain("made-up-for-this", preview.Output, StringComparison.Ordinal);
    }

    private string[] Files() =>
        [.. Directory.EnumerateFiles(dev.Mlops.Store, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(file => Path.GetFileName(file) != "lock")
            .Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];
}
