using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>
/// The process dies in the middle. What it would leave behind is the state's folder as it is at that moment: it is copied, and
/// put back.
/// </summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task What_was_done_before_the_death_is_known_and_what_was_under_way_is_taken_over()
    {
        using var stack = new TestStack();
        using var crash = new CrashImage(stack);
        async Task Program(WireClient program)
        {
            await program.CustomAsync("done", Of(("key", Secret("topsecret"))));
            await program.CustomAsync("under-way", Of(("name", "unique")));
        }

        // The cloud has just created the second one; its answer never arrives.
        stack.Cloud.Hold = name =>
        {
            if (name == "under-way") crash.Take();
            return Task.CompletedTask;
        };
        await stack.MustUpAsync(Program);
        stack.Cloud.Hold = null;
        crash.PutBack();
        stack.Cloud.TakeCalls();

        var preview = await stack.PreviewAsync(Program);
        Assert.Equal(["Create under-way"], preview.Changes());
        var result = await stack.MustUpAsync(Program);
        Assert.Equal(["Create under-way"], result.Changes());
        Assert.Equal(["create under-way"], stack.Cloud.TakeCalls());
        Assert.Equal(2, stack.Cloud.Resources.Count);
        Assert.Contains(stack.Observer.Diagnostics,
            diagnostic => diagnostic.Message.Contains("::under-way: it may exist", StringComparison.Ordinal));
        stack.Observer.Diagnostics.Clear();
        Assert.True((await stack.MustUpAsync(Program)).Summary.IsUnchanged);
        Assert.Empty(stack.Observer.Diagnostics);
    }

    [Fact]
    public async Task A_creation_without_a_name_is_made_once_however_often_it_is_cut_off()
    {
        using var stack = new TestStack();
        using var first = new CrashImage(stack);
        using var second = new CrashImage(stack);
        Task Program(WireClient program) => program.CustomAsync("nameless", Of(("size", 1)));
        // The cloud has made it when the answer is on its way: the state is what the process wrote before.
        stack.Cloud.Hold = _ => TakeAsync(first);
        await stack.MustUpAsync(Program);
        first.PutBack();
        // The second try dies, too, after it has written the state file with what it knows.
        stack.Cloud.Hold = _ => TakeAsync(second);
        await stack.MustUpAsync(Program);
        second.PutBack();
        stack.Cloud.Hold = null;
        await stack.MustUpAsync(Program);
        Assert.Single(stack.Cloud.Resources);

        // The next one of the same name in the program is another one.
        var id = Assert.Single(stack.Cloud.Resources).Key;
        await stack.MustUpAsync(_ => Task.CompletedTask);
        await stack.MustUpAsync(Program);
        Assert.NotEqual(id, Assert.Single(stack.Cloud.Resources).Key);
    }

    [Fact]
    public async Task A_last_line_of_the_journal_that_was_cut_off_does_not_count_wherever_it_was_cut()
    {
        using var stack = new TestStack();
        using var crash = new CrashImage(stack);
        Task Program(WireClient program) => program.CustomAsync("a", Of(("size", 1)));
        stack.Cloud.Hold = _ =>
        {
            crash.Take();
            return Task.CompletedTask;
        };
        await stack.MustUpAsync(Program);
        stack.Cloud.Hold = null;
        var journal = File.ReadAllBytes(crash.JournalFile);
        var lastLine = journal.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;
        Assert.True(lastLine > 0);
        foreach (var cut in Enumerable.Range(lastLine, journal.Length - lastLine).Where((_, i) => i % 7 == 0))
        {
            crash.PutBack();
            File.WriteAllBytes(stack.JournalFile, journal[..cut]);
            Assert.Equal("pulumi:pulumi:Stack", (await stack.Stack.ReadResourcesAsync())[0].Type);
            Assert.Single(stack.Cloud.Resources);
        }

        crash.PutBack();
        File.WriteAllBytes(stack.JournalFile, journal[..^1]);
        await stack.MustUpAsync(Program);
    }

    [Fact]
    public async Task A_journal_whose_changes_are_in_the_state_file_already_changes_nothing()
    {
        using var stack = new TestStack();
        using var crash = new CrashImage(stack);
        await stack.MustUpAsync(async program =>
        {
            await program.CustomAsync("replaced", Of(("fixed", "one")));
            await program.CustomAsync("old-name");
            await program.CustomAsync("gone");
        });
        async Task Program(WireClient program)
        {
            await program.CustomAsync("replaced", Of(("fixed", "two")));
            await program.CustomAsync("new-name", null,
                request => request.Aliases.Add(new Alias { Spec = new() { Name = "old-name" } }));
        }

        // The process dies after the state file was written and before the journal is deleted.
        stack.Cloud.Hold = name =>
        {
            if (name == "replaced" && stack.Cloud.Calls.Contains("delete replaced")) crash.Take();
            return Task.CompletedTask;
        };
        await stack.MustUpAsync(Program);
        stack.Cloud.Hold = null;
        var state = File.ReadAllText(stack.StateFile);
        File.Copy(crash.JournalFile, stack.JournalFile);
        stack.Cloud.TakeCalls();

        var result = await stack.MustUpAsync(Program);
        Assert.Equal(2, stack.Cloud.Resources.Count);
        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.True(result.Summary.IsUnchanged);
        Assert.Contains("\"version\": 3", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_death_between_the_deletion_and_the_creation_of_a_replacement_loses_nothing()
    {
        using var stack = new TestStack();
        using var crash = new CrashImage(stack);
        async Task Program(WireClient program, string value)
        {
            var a = await program.CustomAsync("a", Of(("name", "unique"), ("fixed", value)));
            await program.DependentAsync("child", a, input: "fixed");
        }

        await stack.MustUpAsync(program => Program(program, "one"));
        stack.Cloud.TakeCalls();
        stack.Cloud.Hold = name =>
        {
            if (name == "a" && stack.Cloud.Calls.Contains("create a")) crash.Take();
            return Task.CompletedTask;
        };
        await stack.MustUpAsync(program => Program(program, "two"));
        stack.Cloud.Hold = null;
        crash.PutBack();
        stack.Cloud.Resources.Clear();
        stack.Cloud.TakeCalls();
        await stack.MustUpAsync(program => Program(program, "two"));
        Assert.Equal(["create a", "create child"], stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task A_destroy_after_a_death_says_what_may_be_left_and_forgets_it()
    {
        using var stack = new TestStack();
        using var crash = new CrashImage(stack);
        stack.Cloud.Hold = _ =>
        {
            crash.Take();
            return Task.CompletedTask;
        };
        await stack.MustUpAsync(program => program.CustomAsync("a"));
        stack.Cloud.Hold = null;
        crash.PutBack();
        Assert.Empty((await stack.DestroyAsync()).Errors);
        Assert.Contains(stack.Observer.Diagnostics,
            diagnostic => diagnostic.Message.Contains("deleted by hand", StringComparison.Ordinal));
        stack.Observer.Diagnostics.Clear();
        await stack.MustUpAsync(_ => Task.CompletedTask);
        Assert.Empty(stack.Observer.Diagnostics);
    }

    private static Task TakeAsync(CrashImage crash)
    {
        crash.Take();
        return Task.CompletedTask;
    }
}
