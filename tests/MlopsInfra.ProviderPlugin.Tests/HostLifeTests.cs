using System.Diagnostics;
using MlopsInfra.CommandTesting;
using MlopsInfra.ProviderPlugin.Hosting;
using MlopsInfra.ProviderPlugin.Tests.Support;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>
/// How long a host serves a store: as long as the process that it is part of, or, alone, until nobody needs it.
/// </summary>
public sealed class HostLifeTests
{
    private static readonly IdleTimes Short = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(100));

    private static readonly IdleTimes Long = new(TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_serves_plugins_for_as_long_as_it_runs_with_any_pause_between_them()
    {
        using var launchers = new LauncherFolder();
        using var mlops = new Mlops();
        using var serve = mlops.Start("local", "serve", "dev", "--store", launchers.Store);
        try
        {
            await serve.UntilPrintedAsync("Local cloud of stack dev: ", Token);
            // Longer than a host of its own waits for its first plugin, and than it stays after its last one.
            TimeSpan[] pauses = [IdleTimes.StandAlone.First + TimeSpan.FromSeconds(3),
                IdleTimes.StandAlone.Pause + TimeSpan.FromSeconds(1), TimeSpan.Zero];
            for (var round = 0; round < pauses.Length; round++)
            {
                await Task.Delay(pauses[round], Token);
                await using var plugin = await launchers.StartAsync("azure-native");
                await plugin.Connection.ConfiguredAsync();
                await plugin.Connection.CreateGroupAsync($"rg-{round}");
            }

            Assert.False(serve.HasExited);
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
            await serve.WaitForExitAsync(Token);
        }

        await using var cloud = await launchers.OpenCloudAsync();
        Assert.Equal(3, cloud.Statistics.Resources);
    }

    [Fact]
    public async Task A_host_of_its_own_ends_when_no_plugin_comes_and_after_the_last_one()
    {
        using var launchers = new LauncherFolder();
        await using (var host = Start(launchers, Short)) await host.Idle.WaitAsync(PluginProcess.Patience, Token);
        await using (var host = Start(launchers, Long with { Pause = Short.Pause }))
        {
            using (await LeaseAsync(launchers)) Assert.False(host.Idle.IsCompleted);
            await host.Idle.WaitAsync(PluginProcess.Patience, Token);
        }
    }

    [Fact]
    public async Task A_host_within_another_process_outlives_every_pause()
    {
        using var launchers = new LauncherFolder();
        await using var host = Start(launchers, idle: null);
        for (var round = 0; round < 3; round++)
        {
            await Task.Delay(2 * (Short.First + Short.Pause), Token);
            using var lease = await LeaseAsync(launchers);
        }

        Assert.False(host.Idle.IsCompleted);
        Assert.Equal(HostReply.Stays, await HostEnd.AskAsync(launchers.CloudFolder, Token));
    }

    [Fact]
    public async Task An_idle_host_lets_the_store_go_when_it_is_asked_and_a_busy_one_does_not()
    {
        using var launchers = new LauncherFolder();
        Assert.Equal(HostReply.None, await HostEnd.AskAsync(launchers.Store, Token));
        await using var host = Start(launchers, Long);
        using (await LeaseAsync(launchers)) Assert.Equal(HostReply.Busy, await HostEnd.AskAsync(launchers.CloudFolder, Token));
        // The host notices a little later that the plugin is gone.
        for (var started = Stopwatch.GetTimestamp(); await HostEnd.AskAsync(launchers.CloudFolder, Token) == HostReply.Busy;)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < PluginProcess.Patience);
            await Task.Delay(20, Token);
        }

        await host.Idle.WaitAsync(PluginProcess.Patience, Token);
        // Who comes now finds nobody, and starts a host of its own.
        Assert.Equal(HostReply.None, await HostEnd.AskAsync(launchers.CloudFolder, Token));
    }

    [Fact]
    public async Task A_command_right_after_the_last_plugin_gets_the_store()
    {
        using var launchers = new LauncherFolder();
        using var mlops = new Mlops();
        for (var round = 0; round < 2; round++)
        {
            await using (var plugin = await launchers.StartAsync("azure-native"))
            {
                await plugin.Connection.ConfiguredAsync();
                await plugin.Connection.CreateGroupAsync($"rg-{round}");
            }

            (await mlops.RunAsync("local", "destroy", "dev", "--store", launchers.Store)).ExitsWith(0);
        }
    }

    [Fact]
    public async Task A_command_while_plugins_are_at_work_waits_a_little_then_names_the_process()
    {
        using var launchers = new LauncherFolder();
        using var mlops = new Mlops();
        await using var plugin = await launchers.StartAsync("azure-native");
        await plugin.Connection.ConfiguredAsync();
        var error = (await mlops.RunAsync("local", "destroy", "dev", "--json", "--store", launchers.Store)).ExitsWith(1).Json()
            .GetProperty("error");
        Assert.Equal("StoreLocked", error.GetProperty("code").GetString());
        Assert.Matches(@"is in use by process \d+ \(mlops local plugin-host --store .+\), since ",
            error.GetProperty("message").GetString());
        // The plugin has noticed nothing.
        await plugin.Connection.CreateGroupAsync("rg-after");
    }

    private static PluginHost Start(LauncherFolder launchers, IdleTimes? idle)
    {
        Directory.CreateDirectory(launchers.CloudFolder);
        var package = new PluginPackage("stubborn", "1.0.0", () => "{}", () => new StubbornProvider());
        return PluginHost.Start([package], launchers.CloudFolder, idle);
    }

    private static Task<PluginLease> LeaseAsync(LauncherFolder launchers) => PluginLease.TakeAsync(
        launchers.CloudFolder, "stubborn", _ => throw new InvalidOperationException("The host was not there."), TimeSpan.Zero,
        Token);
}
