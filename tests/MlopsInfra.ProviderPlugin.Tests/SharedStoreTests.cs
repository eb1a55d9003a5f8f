using System.Diagnostics;
using Grpc.Core;
using MlopsInfra.ProviderPlugin.Hosting;
using MlopsInfra.ProviderPlugin.Tests.Support;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>One <c>pulumi up</c> has several plugins at work at once, on one store.</summary>
public sealed class SharedStoreTests
{
    private const int Each = 25;

    [Fact]
    public async Task Three_plugins_at_once_write_into_one_store_and_nothing_is_lost()
    {
        using var launchers = new LauncherFolder();
        var plugins = await Task.WhenAll(launchers.StartAsync("azure-native"), launchers.StartAsync("azuredevops"),
            launchers.StartAsync("github"));
        try
        {
            await Task.WhenAll(plugins.Select(plugin => plugin.Connection.ConfiguredAsync(Values.Of(
                ("owner", Values.Text("octo")), ("orgServiceUrl", Values.Text("https://dev.azure.com/octo"))))));
            var writes = Enumerable.Range(0, Each).SelectMany(i => (Task[])
            [
                plugins[0].Connection.CreateGroupAsync($"rg-{i}"),
                plugins[1].Connection.CreateAsync("azuredevops:index/project:Project", $"project-{i}",
                    Values.Of(("name", Values.Text($"project-{i}")))),
                plugins[2].Connection.CreateAsync("github:index/repository:Repository", $"repository-{i}",
                    Values.Of(("name", Values.Text($"repository-{i}")))),
            ]);
            await Task.WhenAll(writes);
        }
        finally
        {
            foreach (var plugin in plugins) await plugin.DisposeAsync();
        }

        await using var cloud = await launchers.OpenCloudAsync();
        Assert.Equal(3 * Each, cloud.Statistics.Resources);
        Assert.Null(HostAddress.Read(launchers.CloudFolder));
    }

    [Fact]
    public async Task Plugins_that_start_at_once_find_one_host()
    {
        using var launchers = new LauncherFolder();
        var plugins = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => launchers.StartAsync("azure-native")));
        try
        {
            for (var i = 0; i < plugins.Length; i++)
            {
                await plugins[i].Connection.ConfiguredAsync();
                await plugins[i].Connection.CreateGroupAsync($"rg-{i}");
            }

            // Each of them sees what the first one wrote.
            foreach (var plugin in plugins)
                await Assert.ThrowsAsync<RpcException>(() => plugin.Connection.CreateGroupAsync("rg-0"));
        }
        finally
        {
            foreach (var plugin in plugins) await plugin.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_plugin_that_is_killed_takes_nothing_with_it()
    {
        using var launchers = new LauncherFolder();
        // The first one is what started the host; the engine kills it with its whole process group.
        await using var first = await launchers.StartAsync("azure-native");
        await using var second = await launchers.StartAsync("azure-native");
        await first.Connection.ConfiguredAsync();
        await first.Connection.CreateGroupAsync("rg-first");
        first.Process.Kill(entireProcessTree: false);
        await first.EndAsync();
        await second.Connection.ConfiguredAsync();
        await second.Connection.CreateGroupAsync("rg-second");
        var refusal = await Assert.ThrowsAsync<RpcException>(() => second.Connection.CreateGroupAsync("rg-first"));
        Assert.StartsWith("ResourceAlreadyExists", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_host_is_killed_the_plugins_end_and_what_was_answered_is_kept()
    {
        using var launchers = new LauncherFolder();
        await using (var plugin = await launchers.StartAsync("azure-native"))
        {
            await plugin.Connection.ConfiguredAsync();
            await plugin.Connection.CreateGroupAsync("rg-kept");
            await PluginProcess.SignalAsync(HostOf(launchers), "KILL");
            Assert.Equal(1, await plugin.EndAsync());
            Assert.StartsWith("error HostLost: ",
                await plugin.Process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }

        // The address that the dead host left behind misleads nobody.
        Assert.NotNull(HostAddress.Read(launchers.CloudFolder));
        await using var next = await launchers.StartAsync("azure-native");
        await next.Connection.ConfiguredAsync();
        await Assert.ThrowsAsync<RpcException>(() => next.Connection.CreateGroupAsync("rg-kept"));
    }

    [Fact]
    public async Task Only_who_can_read_the_store_is_let_in()
    {
        using var launchers = new LauncherFolder();
        await using var plugin = await launchers.StartAsync("github");
        var file = Path.Combine(launchers.CloudFolder, "plugin-host.json");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var address = HostAddress.Read(launchers.CloudFolder)!;
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(System.Net.IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        await HostMessages.WriteAsync(client.GetStream(), new HostRequest(new string('0', 64), "github"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.Null(await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The process that has the store's lock.</summary>
    private static int HostOf(LauncherFolder launchers)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the host through /proc.");
        return Process.GetProcessesByName("dotnet").Single(process =>
        {
            try
            {
                var words = File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0');
                return words.Contains("plugin-host") && words.Contains(launchers.Store);
            }
            catch (IOException)
            {
                return false;
            }
        }).Id;
    }
}
