using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>Ctrl+C, two at once, a damaged state: nothing is lost, nothing is written half.</summary>
public sealed class InterruptionTests
{
    private static readonly string Containers = Path.Combine(Repository.Root, "tests", "Programs", "StorageContainers");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Ctrl_c_in_the_middle_keeps_what_was_done_and_the_next_up_goes_on()
    {
        if (!ProcessExtensions.CanInterrupt) Assert.Skip("kill -INT needs a Unix.");
        using var mlops = new Mlops();
        using var process =
            mlops.Start("local", "up", "thousand", "--project", Containers, "--no-publish", "--store", mlops.Store);
        using var patience = new CancellationTokenSource(Patience);
        await process.UntilPrintedAsync("azure-native:storage:BlobContainer", patience.Token);
        await process.InterruptAsync(patience.Token);
        var end = (await process.EndAsync(patience.Token)).ExitsWith(1);
        Assert.Contains("error Cancelled: ", end.Error, StringComparison.Ordinal);

        var rest = (await mlops.LocalAsync("up", "thousand", "--project", Containers, "--no-publish", "--json")).ExitsWith(0)
            .Json().GetProperty("summary");
        Assert.InRange(rest.GetProperty("same").GetInt32(), 1, 1_002);
        Assert.InRange(rest.GetProperty("create").GetInt32(), 1, 1_002);
        Assert.Equal(1_003, rest.GetProperty("same").GetInt32() + rest.GetProperty("create").GetInt32());
    }

    [Fact]
    public async Task Kill_9_in_the_middle_loses_nothing_and_the_next_up_takes_over_what_was_under_way()
    {
        using var mlops = new Mlops();
        using (var process =
            mlops.Start("local", "up", "thousand", "--project", Containers, "--no-publish", "--store", mlops.Store))
        {
            using var patience = new CancellationTokenSource(Patience);
            await process.UntilPrintedAsync("azure-native:storage:BlobContainer", patience.Token);
            process.Kill();
            await process.WaitForExitAsync(patience.Token);
        }

        var rest = (await mlops.LocalAsync("preview", "thousand", "--project", Containers, "--json")).ExitsWith(0).Json()
            .GetProperty("summary");
        Assert.InRange(rest.GetProperty("same").GetInt32(), 1, 1_002);
        var up = (await mlops.LocalAsync("up", "thousand", "--project", Containers, "--no-publish", "--json")).ExitsWith(0).Json()
            .GetProperty("summary");
        Assert.Equal(rest.GetProperty("create").GetInt32(), up.GetProperty("create").GetInt32());
        var again = (await mlops.LocalAsync("preview", "thousand", "--project", Containers, "--json")).ExitsWith(0).Json()
            .GetProperty("summary");
        Assert.Equal(1_003, again.GetProperty("same").GetInt32());
    }

    [Fact]
    public async Task A_second_up_on_the_same_stack_is_refused_while_the_first_is_at_work()
    {
        if (!ProcessExtensions.CanInterrupt) Assert.Skip("kill -STOP needs a Unix.");
        using var mlops = new Mlops();
        using var process =
            mlops.Start("local", "up", "thousand", "--project", Containers, "--no-publish", "--store", mlops.Store);
        using var patience = new CancellationTokenSource(Patience);
        await process.UntilPrintedAsync("azure-native:storage:BlobContainer", patience.Token);
        // It would be done before the second one has waited long enough: it stands still in the middle.
        using (var stop = System.Diagnostics.Process.Start("kill", ["-STOP", process.Id.ToString()]))
            await stop.WaitForExitAsync(patience.Token);
        var second = (await mlops.LocalAsync("up", "thousand", "--project", Containers, "--no-publish", "--json")).ExitsWith(1)
            .Json().GetProperty("error");
        Assert.Equal("StoreLocked", second.GetProperty("code").GetString());
        Assert.Contains($"in use by process {process.Id} (mlops local up thousand ", second.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(patience.Token);
    }

    [Fact]
    public async Task A_damaged_state_is_kept_aside_and_said_so()
    {
        using var mlops = new Mlops();
        (await mlops.LocalAsync("up", "dev", "--no-publish")).ExitsWith(0);
        var state = Directory.EnumerateFiles(mlops.Store, "dev.json", SearchOption.AllDirectories).Single();
        var damaged = File.ReadAllText(state)[..100];
        File.WriteAllText(state, damaged);
        var error = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(1).Json().GetProperty("error");
        Assert.Equal("DamagedState", error.GetProperty("code").GetString());
        Assert.Contains(Directory.EnumerateFiles(Path.GetDirectoryName(state)!), file => File.ReadAllText(file) == damaged);
    }

    [Fact]
    public async Task A_store_that_was_set_aside_is_not_followed_by_an_up_that_finds_everything_the_same()
    {
        using var mlops = new Mlops();
        (await mlops.LocalAsync("up", "thousand", "--project", Containers, "--no-publish")).ExitsWith(0);
        var store = Path.Combine(mlops.Store, "cloud", "resources.jsonl");
        File.WriteAllText(store, File.ReadAllText(store).Replace("westeurope", "westeurop3", StringComparison.Ordinal));
        // A preview leaves it where it is.
        foreach (var command in (string[])["preview", "preview", "up"]) Assert.Equal("StoreDamaged", await CodeOfAsync(command));

        // A first try makes an empty cloud; it is no more the one that the state knows than before.
        foreach (var command in (string[])["up", "preview", "up"]) Assert.Equal("CloudLost", await CodeOfAsync(command));
        (await mlops.LocalAsync("refresh", "thousand", "--project", Containers)).ExitsWith(0);
        var summary = (await mlops.LocalAsync("up", "thousand", "--project", Containers, "--no-publish", "--json")).ExitsWith(0)
            .Json().GetProperty("summary");
        Assert.Equal(1_002, summary.GetProperty("create").GetInt32());

        async Task<string?> CodeOfAsync(string command) =>
            (await mlops.LocalAsync([command, "thousand", "--project", Containers, "--json",
                .. command == "up" ? (string[])["--no-publish"] : []]))
                .ExitsWith(1).Json().GetProperty("error").GetProperty("code").GetString();
    }
}
