using System.Diagnostics;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>Processes: their output, their environment, and that nothing of them is left.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("mlops-workload").FullName;
    private readonly ProcessRunner _runner = new();

    [Fact]
    public async Task Both_streams_are_in_the_log_in_order_and_the_exit_code_is_the_programs()
    {
        var log = Log();
        var code = await ExitAsync(await StartAsync(log, "echo one; echo two >&2; echo three; exit 3"));

        Assert.Equal(3, code);
        Assert.Equal("one\ntwo\nthree", log.Tail(10));
        Assert.Equal("two\nthree", log.Tail(2));
    }

    [Fact]
    public async Task It_sees_what_it_was_given_and_nothing_of_the_host()
    {
        Environment.SetEnvironmentVariable("MLOPS_TEST_SECRET", "of the host");
        var log = Log();
        await ExitAsync(await StartAsync(log, "env; pwd", ("GIVEN", "yes")));

        var seen = log.Tail(50).Split('\n');
        Assert.Contains("GIVEN=yes", seen);
        Assert.DoesNotContain(seen, line => line.StartsWith("MLOPS_TEST_SECRET", StringComparison.Ordinal));
        Assert.Equal(_folder, seen[^1]);
    }

    [Fact]
    public async Task A_program_that_there_is_none_of_ends_with_127_and_says_so()
    {
        var log = Log();
        var workload = await _runner.StartAsync(Spec(log, ["no-such-program"]), TestContext.Current.CancellationToken);

        Assert.Equal(127, await ExitAsync(workload));
        Assert.Contains("no-such-program", log.Tail(5), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sleep 600 & sleep 600", "the children of a shell")]
    [InlineData("trap '' TERM; sleep 600; sleep 600", "what does not listen")]
    [InlineData("setsid sleep 600 & setsid sh -c 'sleep 600; sleep 600'", "what left the group")]
    public async Task Stopping_ends_the_whole_tree(string command, string because)
    {
        var log = Log();
        var workload = await StartAsync(log, $"echo up; {command}");
        await WaitAsync(() => log.Tail(1) == "up");

        await workload.StopAsync();

        Assert.True(workload.Exit.IsCompleted);
        await WaitAsync(() => Sleepers() == 0, because);
    }

    [Fact]
    public async Task What_a_program_leaves_behind_ends_with_it()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await ExitAsync(await StartAsync(Log(), "sleep 600 & setsid sleep 600 & exit 0")));

        await WaitAsync(() => Sleepers() == 0);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_program_has_ended_though_somebody_who_can_not_be_found_holds_its_output()
    {
        var log = Log();
        Assert.Equal(0, await ExitAsync(await StartAsync(log, "env -i setsid sleep 600 & echo $!; exit 0")));

        using var left = Process.GetProcessById(int.Parse(log.Tail(1), System.Globalization.CultureInfo.InvariantCulture));
        left.Kill();
    }

    [Fact]
    public async Task Who_follows_the_lines_gets_the_last_one_too()
    {
        var lines = new List<string>();
        using (var log = new WorkloadLog(Path.Combine(_folder, "log", "lines.txt")) { Lines = lines.AddRange })
            await ExitAsync(await StartAsync(log, "echo one; printf two"));

        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public async Task The_end_of_the_host_ends_everything_and_nothing_starts_after_it()
    {
        var host = new WorkloadHost(_runner, new LocalCloudServerOptions { DataFolder = _folder,
            Executor = WorkloadExecutor.Process });
        var workloads = new List<IWorkload>();
        for (var at = 0; at < 3; at++)
            workloads.Add(await host.StartAsync(Spec(Log($"{at}"), ["/bin/sh", "-c", "sleep 600"]),
                TestContext.Current.CancellationToken));
        Assert.Equal(3, host.Running.Count);

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.All(workloads, workload => Assert.True(workload.Exit.IsCompleted));
        await WaitAsync(() => Sleepers() == 0);
        await Assert.ThrowsAsync<WorkloadException>(() => host.StartAsync(Spec(Log("late"), ["/bin/true"]),
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Output_without_end_is_cut_and_its_last_lines_are_kept()
    {
        var log = new WorkloadLog(Path.Combine(_folder, "log", "long.txt"), limit: 1_000_000);
        await ExitAsync(await StartAsync(log, "yes 'a line of output' 2>/dev/null | head -n 500000; "
            + "echo a line of output; echo the end"));

        Assert.Equal("a line of output\nthe end", log.Tail(2));
        log.Dispose();
        Assert.InRange(new FileInfo(log.Path).Length, 1_000_000, 1_100_000);
        Assert.EndsWith("the end\n", await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Contains("bytes of output are left out here", await File.ReadAllTextAsync(log.Path,
            TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<IWorkload> StartAsync(WorkloadLog log, string command, params (string Name, string Value)[] environment) =>
        _runner.StartAsync(Spec(log, ["/bin/sh", "-c", command], environment), TestContext.Current.CancellationToken);

    private WorkloadSpec Spec(WorkloadLog log, string[] command, params (string Name, string Value)[] environment) => new()
    {
        Name = "test",
        Command = command,
        Folder = _folder,
        Environment = environment.Append(("PATH", "/usr/bin:/bin")).Append(("MLOPS_TEST", _folder))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2),
        Log = log,
        Grace = TimeSpan.FromSeconds(1),
    };

    private WorkloadLog Log(string name = "log") => new(Path.Combine(_folder, "log", $"{name}.txt"));

    private static Task<int> ExitAsync(IWorkload workload) =>
        workload.Exit.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    // Those of this test: its folder is in their environment.
    private int Sleepers() => Process.GetProcessesByName("sleep").Count(process =>
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ").Contains(_folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });

    private static async Task WaitAsync(Func<bool> condition, string? because = null)
    {
        for (var watch = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), because ?? "It does not come.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
