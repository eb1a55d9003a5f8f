using System.Diagnostics;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>Ports, temporary folders, home and working directory that are not as usual: the right sentence.</summary>
public sealed class SurroundingsTests(DevStack dev) : IClassFixture<DevStack>
{
    [Fact]
    public async Task A_port_of_the_administrator_is_refused_with_what_to_do()
    {
        if (!await WorksAsync("setpriv --bounding-set=-net_bind_service true")) Assert.Skip("Needs setpriv and root (Linux).");
        var end = await RunAsync($"exec setpriv --bounding-set=-net_bind_service {Command("local serve dev --port 80 --json")}");
        if (end.ExitCode == 0) Assert.Skip("Port 80 is anybody's here.");
        Assert.StartsWith("error PortUnavailable: Port 80 can't be listened on: Permission denied. ", end.Error,
            StringComparison.Ordinal);
        Assert.Contains("--port", end.ExitsWith(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loopback_network_that_is_down_is_told_instead_of_a_crash_of_the_program()
    {
        if (!await WorksAsync("unshare --net true")) Assert.Skip("Needs unshare and root (Linux).");
        var end = (await RunAsync($"exec unshare --net {Command("local preview dev")}")).ExitsWith(1);
        Assert.StartsWith("error NetworkUnavailable: ", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_open_files_are_told()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Needs /proc of Linux.");
        var end = (await RunAsync($"ulimit -n 160; exec {Command("local preview dev")}")).ExitsWith(1);
        Assert.StartsWith("error TooFewFiles: This process may have 160 files open", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var error = (await dev.Mlops.LocalAsync("serve", "dev", "--port", $"{port}", "--json")).ExitsWith(1).Json()
            .GetProperty("error");
        Assert.Equal("PortUnavailable", error.GetProperty("code").GetString());
        Assert.StartsWith($"Port {port} is in use", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local preview dev --markdown /dev/null")]
    [InlineData("local preview dev --against SNAPSHOT --markdown /dev/null")]
    [InlineData("local picture dev --svg /dev/null")]
    [InlineData("doctor dev --offline")]
    public async Task What_is_tried_out_needs_no_temporary_folder(string words)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("TMPDIR is a matter of Unix.");
        var snapshot = Path.Combine(dev.Mlops.Store, "snapshot.json");
        await File.WriteAllTextAsync(snapshot, (await dev.Mlops.LocalAsync("snapshot", "dev")).ExitsWith(0).Output,
            TestContext.Current.CancellationToken);
        var command = Command(words.Replace("SNAPSHOT", $"'{snapshot}'", StringComparison.Ordinal),
            hasStore: !words.StartsWith("doctor", StringComparison.Ordinal));
        var end = await RunAsync($"TMPDIR=/nowhere exec {command}");
        Assert.DoesNotContain("/nowhere", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("FileAccess", end.Error, StringComparison.Ordinal);
        // A doctor finds something missing on most machines.
        if (!words.StartsWith("doctor", StringComparison.Ordinal)) end.ExitsWith(0);
    }

    [Fact]
    public async Task A_temporary_folder_that_is_missing_is_named()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("TMPDIR is a matter of Unix.");
        var end = (await RunAsync(
            $"TMPDIR=/nowhere exec {Command("model register dev --local --name pumps --path Pulumi.yaml")}")).ExitsWith(1);
        Assert.Contains(
            "error TemporaryFolder: The folder for temporary files '/nowhere/' can't be used: There is no such folder.",
            end.Error, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_home_nor_a_terminal_is_needed()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("HOME is a matter of Unix.");
        (await RunAsync($"unset HOME TERM LANG; exec {Command("local preview dev")} < /dev/null")).ExitsWith(0);
    }

    [Fact]
    public async Task A_working_directory_that_is_gone_is_told()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows does not remove a folder that somebody stands in.");
        var end = (await RunAsync($"mkdir gone && cd gone && rmdir ../gone && exec {Command("local preview dev")}",
            dev.Mlops.Store)).ExitsWith(2);
        Assert.StartsWith("error WorkingDirectoryGone: ", end.Error, StringComparison.Ordinal);
    }

    private string Command(string words, bool hasStore = true) =>
        $"dotnet '{Mlops.AssemblyPath}' {words}" + (hasStore ? $" --store '{dev.Mlops.Store}'" : "");

    private static async Task<CommandResult> RunAsync(string script, string? folder = null)
    {
        var start = new ProcessStartInfo("sh", ["-c", script])
        {
            WorkingDirectory = folder ?? Repository.Root, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        return await process.EndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<bool> WorksAsync(string script) =>
        OperatingSystem.IsLinux() && (await RunAsync($"{script} 2> /dev/null")).ExitCode == 0;
}
