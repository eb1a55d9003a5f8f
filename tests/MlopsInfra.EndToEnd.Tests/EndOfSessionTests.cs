using System.Diagnostics;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>The terminal is closed, or its user quits: what is done is recorded, and nothing goes on alone.</summary>
public sealed class EndOfSessionTests
{
    private static readonly string Containers = Path.Combine(Repository.Root, "tests", "Programs", "StorageContainers");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [InlineData("TERM")]
    public async Task An_update_records_what_is_done_and_its_program_ends_with_it(string signal)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Needs the signals and /proc of Linux.");
        using var mlops = new Mlops();
        using var patience = new CancellationTokenSource(Patience);
        using var process =
            mlops.Start("local", "up", "thousand", "--project", Containers, "--no-publish", "--store", mlops.Store);
        await process.UntilPrintedAsync("azure-native:storage:BlobContainer", patience.Token);
        var children = await File.ReadAllTextAsync($"/proc/{process.Id}/task/{process.Id}/children", patience.Token);
        await process.SignalAsync(signal, patience.Token);
        var end = (await process.EndAsync(patience.Token)).ExitsWith(1);
        Assert.Contains("error Cancelled: ", end.Error, StringComparison.Ordinal);
        Assert.All(children.Split(' ', StringSplitOptions.RemoveEmptyEntries), child => Assert.False(IsAlive(child)));

        var summary = (await mlops.LocalAsync("up", "thousand", "--project", Containers, "--no-publish", "--json")).ExitsWith(0)
            .Json().GetProperty("summary");
        Assert.InRange(summary.GetProperty("same").GetInt32(), 1, 1_002);
    }

    [Fact]
    public async Task A_serve_ends_with_its_terminal_unless_it_was_started_to_outlive_it()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Needs the signals of Linux.");
        using var mlops = new Mlops();
        using var patience = new CancellationTokenSource(Patience);
        string[] serve = ["local", "serve", "dev", "--store", mlops.Store];
        using (var process = mlops.Start(serve))
        {
            await process.UntilPrintedAsync("Ctrl+C ends it.", patience.Token);
            await process.SignalAsync("HUP", patience.Token);
            (await process.EndAsync(patience.Token)).ExitsWith(0);
        }

        Assert.False(File.Exists(Path.Combine(mlops.Store, "cloud", "server.json")));
        var start = new ProcessStartInfo("nohup", ["dotnet", Mlops.AssemblyPath, .. serve])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var detached = Process.Start(start)!;
        await detached.UntilPrintedAsync("Ctrl+C ends it.", patience.Token);
        await detached.SignalAsync("HUP", patience.Token);
        await Task.Delay(TimeSpan.FromSeconds(1), patience.Token);
        Assert.False(detached.HasExited);
        await detached.SignalAsync("TERM", patience.Token);
        (await detached.EndAsync(patience.Token)).ExitsWith(0);
    }

    private static bool IsAlive(string process) =>
        File.Exists($"/proc/{process}/stat")
            && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
