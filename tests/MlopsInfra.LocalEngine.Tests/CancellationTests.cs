using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>Ctrl+C: nothing more begins, what is under way may finish, the state is whole.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task What_is_under_way_is_finished_and_recorded_what_waits_is_not_begun_and_the_next_up_goes_on()
    {
        using var stack = new TestStack();
        using var cancellation = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        stack.Cloud.Hold = _ => release.Task;
        Task Program(WireClient program) => Task.WhenAll(Enumerable.Range(0, 8).Select(i => program.CustomAsync($"r{i}")));
        var up = stack.UpAsync(Program, new EngineOptions { Parallelism = 3 }, cancellation.Token);
        while (stack.Cloud.Calls.Count < 3) await Task.Delay(5);
        await cancellation.CancelAsync();
        release.SetResult();
        var result = await up;

        Assert.Equal(3, stack.Cloud.Resources.Count);
        Assert.Equal(3, result.Steps.Count(step => step is { Operation: StepOperation.Create, Error: null, IsCustom: true }));
        Assert.All(result.Errors, error => Assert.Equal(DeploymentErrorCodes.Cancelled, error.Code));
        Assert.Contains("the next run goes on from there", result.Errors[^1].Message, StringComparison.Ordinal);
        Assert.False(File.Exists(stack.JournalFile));

        stack.Cloud.TakeCalls();
        await stack.MustUpAsync(Program);
        Assert.Equal(5, stack.Cloud.TakeCalls().Count);
        // What had not begun can't exist, and nobody is told that it may.
        Assert.DoesNotContain(stack.Observer.Diagnostics,
            diagnostic => diagnostic.Message.Contains("may exist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operation_that_does_not_end_is_cut_off_after_the_grace_and_remembered_as_possibly_done()
    {
        using var stack = new TestStack();
        using var cancellation = new CancellationTokenSource();
        stack.Cloud.Hold = _ => Task.Delay(Timeout.Infinite);
        var up = stack.UpAsync(program => program.CustomAsync("stuck"),
            new EngineOptions { CancellationGrace = TimeSpan.FromMilliseconds(20) }, cancellation.Token);
        while (stack.Cloud.Calls.IsEmpty) await Task.Delay(5);
        await cancellation.CancelAsync();
        var result = await up;
        Assert.Contains(result.Errors,
            error => error.Message.Contains("whether it was done is not known", StringComparison.Ordinal));

        stack.Cloud.Hold = null;
        await stack.MustUpAsync(program => program.CustomAsync("stuck"));
        Assert.Contains(stack.Observer.Diagnostics,
            diagnostic => diagnostic.Message.Contains("::stuck: it may exist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_destroy_can_be_cut_off_and_gone_on_with()
    {
        using var stack = new TestStack();
        using var cancellation = new CancellationTokenSource();
        await stack.MustUpAsync(async program => await program.DependentAsync("second", await program.CustomAsync("first")));
        var release = new TaskCompletionSource();
        stack.Cloud.TakeCalls();
        stack.Cloud.Hold = _ => release.Task;
        var destroy = stack.Stack.DestroyAsync(stack.Cloud, cancellationToken: cancellation.Token);
        while (stack.Cloud.Calls.IsEmpty) await Task.Delay(5);
        await cancellation.CancelAsync();
        release.SetResult();
        Assert.False((await destroy).Succeeded);
        Assert.Single(stack.Cloud.Resources);
        stack.Cloud.TakeCalls();
        Assert.Empty((await stack.DestroyAsync()).Errors);
        Assert.Equal(["delete first"], stack.Cloud.TakeCalls());
    }
}
