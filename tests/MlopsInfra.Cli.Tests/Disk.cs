using System.Diagnostics;

namespace MlopsInfra.Cli.Tests;

/// <summary>A disk of its own in memory; needs the right to mount one.</summary>
internal sealed class Disk : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-disk-");

    public string Path => _folder.FullName;

    public static async Task<Disk> MountAsync(string options)
    {
        var disk = new Disk();
        if (OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.Path))
            return disk;
        disk._folder.Delete();
        Assert.Skip("Needs the right to mount a tmpfs (root on Linux).");
        throw new UnreachableException();
    }

    public Task ResizeAsync(string size) => RemountAsync($"size={size}");

    public async Task RemountAsync(string options) => Assert.True(await RunAsync("mount", "-o", $"remount,{options}", Path));

    public void Dispose()
    {
        RunAsync("umount", Path).GetAwaiter().GetResult();
        _folder.Delete();
    }

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true });
        await process!.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
