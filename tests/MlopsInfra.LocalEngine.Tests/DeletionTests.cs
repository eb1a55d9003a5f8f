using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>What goes, what stays, and in which order.</summary>
public sealed class DeletionTests
{
    [Fact]
    public async Task What_something_that_can_not_be_deleted_depends_on_stays_and_the_rest_goes()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var a = await program.CustomAsync("a");
            await program.DependentAsync("stuck", a, Of(("fail", "delete")));
            await program.CustomAsync("free");
        });
        var result = await stack.DestroyAsync();

        Assert.Equal("Quota", Assert.Single(result.Errors).Code);
        Assert.Equal(["Delete free", "Delete stuck failed"], result.Changes());
        Assert.Equal(["a", "stuck"],
            (await stack.Stack.ReadResourcesAsync()).Where(record => record.Type == "test:index:Thing")
                .Select(record => record.Urn.Split("::")[^1]));
        stack.Cloud.AllowAll = true;
        Assert.Empty((await stack.DestroyAsync()).Errors);
        Assert.Empty(stack.Cloud.Resources);
    }

    [Fact]
    public async Task A_protected_resource_is_neither_deleted_nor_replaced_and_destroy_touches_nothing()
    {
        using var stack = new TestStack();
        Task Program(WireClient program, string value) =>
            program.CustomAsync("safe", Of(("fixed", value)), request => request.Protect = true);
        await stack.MustUpAsync(async program =>
        {
            await Program(program, "one");
            await program.CustomAsync("other");
        });
        stack.Cloud.TakeCalls();

        var destroy = await stack.DestroyAsync();
        var error = Assert.Single(destroy.Errors);
        Assert.Equal(DeploymentErrorCodes.ProtectedResource, error.Code);
        Assert.Contains("'safe'", error.Message, StringComparison.Ordinal);
        Assert.Empty(stack.Cloud.TakeCalls());

        var replace = await stack.UpAsync(program => Program(program, "two"));
        Assert.Equal(DeploymentErrorCodes.ProtectedResource, Assert.Single(replace.Errors).Code);
        Assert.Contains("fixed changed", replace.Errors[0].Message, StringComparison.Ordinal);

        var removed = await stack.UpAsync(program => program.CustomAsync("other"));
        Assert.Equal(DeploymentErrorCodes.ProtectedResource, Assert.Single(removed.Errors).Code);
        Assert.Equal(2, stack.Cloud.Resources.Count);
    }

    [Fact]
    public async Task Protection_is_taken_off_by_an_update_first()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("safe", null, request => request.Protect = true));
        var result = await stack.MustUpAsync(program => program.CustomAsync("safe"));
        Assert.True(result.Summary.IsUnchanged);
        Assert.Empty((await stack.DestroyAsync()).Errors);
        Assert.Empty(stack.Cloud.Resources);
    }

    [Fact]
    public async Task RetainOnDelete_forgets_the_resource_and_leaves_it_in_the_cloud()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("data", null, request => request.RetainOnDelete = true));
        stack.Cloud.TakeCalls();
        var result = await stack.MustUpAsync(_ => Task.CompletedTask);

        Assert.Equal(["Forget data"], result.Changes());
        Assert.Equal(1, result.Summary.Delete);
        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.Single(stack.Cloud.Resources);
        Assert.DoesNotContain(await stack.Stack.ReadResourcesAsync(), record => record.Type == "test:index:Thing");
    }

    [Fact]
    public async Task What_is_deletedWith_something_needs_no_call_when_both_go_and_one_when_it_goes_alone()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, bool inner)
        {
            var outer = await program.CustomAsync("outer");
            if (inner) await program.DependentAsync("inner", outer, options: request => request.DeletedWith = outer.Urn);
        }

        await stack.MustUpAsync(program => Program(program, true));
        stack.Cloud.TakeCalls();
        await stack.MustUpAsync(program => Program(program, false));
        Assert.Equal(["delete inner"], stack.Cloud.TakeCalls());
        await stack.MustUpAsync(program => Program(program, true));
        stack.Cloud.TakeCalls();
        var result = await stack.DestroyAsync();
        Assert.Equal(["delete outer"], stack.Cloud.TakeCalls());
        Assert.Equal(["Delete inner", "Delete outer"], result.Changes());
    }

    [Fact]
    public async Task Deletions_wait_for_dependents_only_and_otherwise_run_side_by_side()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var hub = await program.CustomAsync("hub");
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => program.DependentAsync($"leaf{i}", hub)));
        });
        var all = new TaskCompletionSource();
        var running = 0;
        stack.Cloud.Hold = _ =>
        {
            if (Interlocked.Increment(ref running) == 6) all.SetResult();
            return all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        };
        stack.Cloud.TakeCalls();
        Assert.Empty((await stack.DestroyAsync()).Errors);
        var calls = stack.Cloud.TakeCalls();
        Assert.Equal("delete hub", calls[^1]);
        Assert.Equal(7, calls.Count);
    }
}
