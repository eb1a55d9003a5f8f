using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>What fails a test, and with which words (R rows).</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task R1_an_exception_of_the_program_is_told_with_program_type_and_message()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => UpdateAsync(() => throw new FormatException("odd")));
        Assert.StartsWith("Running program '", error.Message, StringComparison.Ordinal);
        Assert.Contains("' failed with an unhandled exception:\nSystem.FormatException: odd\n   at ", error.Message,
            StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task R1_so_is_one_of_an_Apply_an_output_or_a_mock()
    {
        var broken = new FormatException("odd");
        Task[] runs =
        [
            UpdateAsync(() => Output.Create(1).Apply<int>(new Func<int, int>(_ => throw broken))),
            UpdateAsync(() => Output.Create(Task.FromException<int>(broken))),
            Run.UpdateAsync(new RecordingMocks { OnResource = _ => throw broken }, () => _ = new AnyResource("r")),
            Run.UpdateAsync(new RecordingMocks { OnResource = _ => Task.FromException<(string?, object)>(broken) },
                () => _ = new AnyResource("r")),
        ];
        foreach (var run in runs)
            Assert.Contains("System.FormatException: odd", Assert.Single(await Run.ErrorsAsync(() => run)),
                StringComparison.Ordinal);
        var cancelled = await Run.ErrorsAsync(() => Run.UpdateAsync(
            new RecordingMocks { OnResource = _ => Task.FromCanceled<(string?, object)>(new CancellationToken(true)) },
            () => _ = new AnyResource("r")));
        Assert.Contains("TaskCanceledException", cancelled[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R2_a_RunException_is_told_by_its_message_alone() => Assert.Equal(
        "just this",
        (await Assert.ThrowsAsync<RunException>(() => UpdateAsync(() => throw new RunException("just this")))).Message);

    [Fact]
    public async Task R3_R6_a_failed_mock_fails_what_uses_it_and_leaves_out_what_depends_on_it()
    {
        var mocks = new RecordingMocks
        {
            OnResource = args => args.Name == "bad"
                ? throw new FormatException("odd") : Task.FromResult<(string?, object)>(("id", args.Inputs)),
        };
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(mocks, () =>
        {
            var bad = new AnyResource("bad");
            _ = new AnyResource("child", null, new() { Parent = bad });
            _ = new AnyResource("dependent", null, new() { DependsOn = { bad } });
            _ = new AnyResource("user", new AnyArgs { Other = bad.Id });
            _ = new AnyResource("free");
        }));
        Assert.Equal(["bad", "free"], mocks.Resources.Select(args => args.Name!));
        Assert.Contains("System.FormatException: odd", errors[0], StringComparison.Ordinal);
        Assert.All(errors.Skip(1),
            error => Assert.Contains("error serializing property \"other\": odd", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R4_the_first_error_fails_the_test_without_waiting_for_the_rest()
    {
        var never = new TaskCompletionSource<(string?, object)>();
        var mocks =
            new RecordingMocks { OnResource = args => args.Name == "slow" ? never.Task : throw new FormatException("odd") };
        var run = Run.UpdateAsync(mocks, () =>
        {
            _ = new AnyResource("slow");
            _ = new AnyResource("bad");
        });
        await Run.ErrorsAsync(() => run.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task R7_a_ResourceException_may_hide_its_stack()
    {
        var full = await Run.ErrorsAsync(() => UpdateAsync(() => throw new ResourceException("about", null)));
        Assert.StartsWith("Pulumi.ResourceException: about", full[0], StringComparison.Ordinal);
        Assert.Equal(["about"], await Run.ErrorsAsync(() => UpdateAsync(() => throw new ResourceException("about", null, true))));
    }

    [Fact]
    public async Task R8_an_aggregate_is_one_error()
    {
        var errors = await Run.ErrorsAsync(() => UpdateAsync(
            () => throw new AggregateException(new FormatException("one"), new FormatException("two"))));
        Assert.Contains("one", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains("two", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R9_R10_an_error_in_the_log_fails_the_test_and_lesser_messages_do_not()
    {
        await UpdateAsync(() =>
        {
            Log.Debug("d");
            Log.Info("i");
            Log.Warn("w", new AnyResource("r"));
        });
        var reachedTheEnd = false;
        Assert.Equal(["m"], await Run.ErrorsAsync(() => UpdateAsync(() =>
        {
            Log.Error("m");
            reachedTheEnd = true;
        })));
        Assert.True(reachedTheEnd);
        var two = await Assert.ThrowsAsync<AggregateException>(() => UpdateAsync(() =>
        {
            Log.Error("m1");
            Log.Error("m2", new AnyResource("r"));
        }));
        Assert.StartsWith("One or more errors occurred. (m", two.Message, StringComparison.Ordinal);
        Assert.Equal(["m1", "m2"], two.InnerExceptions.Select(error => error.Message).Order());
        Assert.Contains("FormatException: odd", (await Run.ErrorsAsync(() => UpdateAsync(
            () => Log.Exception(new FormatException("odd")))))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R11_outputs_that_cannot_be_registered_fail_the_test()
    {
        var errors = await Run.ErrorsAsync(() => UpdateAsync(
            () => new Component("c").Register(new Dictionary<string, object?> { ["big"] = 1L })));
        Assert.Contains("System.Int64 is not a supported argument type.", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R12_a_fault_that_the_program_caught_still_fails_the_test()
    {
        var caught = false;
        await Run.ErrorsAsync(() => Run.UpdateAsync(new RecordingMocks(), async () =>
        {
            try
            {
                await OutputUtilities.GetValueAsync(Output.Create(Task.FromException<int>(new FormatException("odd"))));
            }
            catch (FormatException)
            {
                caught = true;
            }
        }));
        Assert.True(caught);
    }

    private static Task UpdateAsync(Action program) => Run.UpdateAsync(new RecordingMocks(), program);
}
