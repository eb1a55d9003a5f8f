using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CsCheck;
using MlopsInfra.ProviderPlugin.Launchers;
using MlopsInfra.ProviderPlugin.Tests.Support;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>Plugins as processes: how they begin, and how they end.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task A_plugin_ends_at_once_and_well_when_the_engine_interrupts_it()
    {
        using var launchers = new LauncherFolder();
        await using var plugin = await launchers.StartAsync("github");
        await plugin.Connection.ConfiguredAsync(Values.Of(("owner", Values.Text("octo"))));
        await plugin.SignalAsync("INT");
        Assert.Equal(0, await plugin.EndAsync());
        Assert.Equal("", await plugin.Process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_plugin_ends_with_the_engine_that_holds_its_standard_input()
    {
        using var launchers = new LauncherFolder();
        await using var plugin = await launchers.StartAsync("azuredevops");
        plugin.Process.StandardInput.Close();
        Assert.Equal(0, await plugin.EndAsync());
    }

    [Fact]
    public async Task Without_a_standard_input_a_plugin_ends_when_its_engine_no_longer_listens()
    {
        using var launchers = new LauncherFolder();
        using var engine = new TcpListener(IPAddress.Loopback, 0);
        engine.Start();
        await using var plugin = await PluginProcess.StartAsync(launchers.PathOf("github"), launchers.Empty, launchers.Store,
            ((IPEndPoint)engine.LocalEndpoint).Port);
        plugin.Process.StandardInput.Close();
        // Twice it looks, and finds the engine there.
        for (var look = 0; look < 2; look++) (await engine.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).Dispose();
        Assert.False(plugin.Process.HasExited);
        engine.Stop();
        Assert.Equal(0, await plugin.EndAsync());
    }

    [Fact]
    public async Task Without_a_store_or_a_project_a_plugin_says_so_and_prints_no_port()
    {
        using var launchers = new LauncherFolder();
        var (exitCode, output, error) = await PluginProcess.FailAsync(launchers.PathOf("github"), launchers.Empty, store: null);
        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.Contains("There is no Pulumi.yaml in", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_is_beside_the_project_that_the_engine_runs_in()
    {
        using var launchers = new LauncherFolder();
        var project = Directory.CreateDirectory(Path.Combine(launchers.Empty, "project")).FullName;
        var program = Directory.CreateDirectory(Path.Combine(project, "program")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "Pulumi.yaml"), "name: p\nruntime: dotnet\nmain: program\n",
            TestContext.Current.CancellationToken);
        await using var plugin = await PluginProcess.StartAsync(launchers.PathOf("azure-native"), program, store: null);
        await plugin.Connection.ConfiguredAsync();
        await plugin.Connection.CreateGroupAsync("rg-here");
        Assert.Contains("rg-here",
            await File.ReadAllTextAsync(Path.Combine(project, ".mlops", "cloud", "resources.jsonl"),
                TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_store_is_said_by_the_plugin()
    {
        using var launchers = new LauncherFolder();
        Directory.CreateDirectory(launchers.CloudFolder);
        await File.WriteAllTextAsync(Path.Combine(launchers.CloudFolder, "resources.jsonl"), "no journal\nat all\n",
            TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await PluginProcess.FailAsync(launchers.PathOf("github"), launchers.Empty, launchers.Store);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("error StoreDamaged: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shell_reads_from_a_launcher_what_was_written_into_it() =>
    Gen.Char[' ', '~'].Array[1, 20].Select(characters => new string(characters)).Array[1, 3].Sample(
        words =>
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh here.");
            // printf prints one line per word: what the shell made of the launcher's line.
            var text = PluginLaunchers.TextOf("github", ["printf", "%s\\n", .. words]);
            using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-s", "an argument"]) { RedirectStandardInput = true,
                RedirectStandardOutput = true })!;
            shell.StandardInput.Write(text);
            shell.StandardInput.Close();
            Assert.Equal([.. words, "github", "--", "an argument"], shell.StandardOutput.ReadToEnd().TrimEnd('\n').Split('\n'));
        },
        iter: 30);
}
