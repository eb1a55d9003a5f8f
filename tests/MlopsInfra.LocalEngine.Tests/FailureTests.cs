using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>Something goes wrong: what was done stays done, what depends on it is not tried, the next up goes on.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task Dependents_of_a_failure_are_not_tried_independents_are_finished_and_the_next_up_does_the_rest()
    {
        using var stack = new TestStack();
        Task Program(WireClient program, string fail) => Task.WhenAll(
            Chain(program, "bad", Of(("fail", fail))), Chain(program, "good", PropertyMap.Empty), program.CustomAsync("alone"));
        static async Task Chain(WireClient program, string name, PropertyMap inputs) =>
            await program.DependentAsync($"{name}-child", await program.CustomAsync(name, inputs));

        var result = await stack.UpAsync(program => Program(program, "create"));
        Assert.Equal(["Create alone", "Create bad failed", "Create good", "Create good-child"], result.Changes());
        var error = Assert.Single(result.Errors);
        Assert.Equal(("Quota", "size", "urn:pulumi:dev::proj::test:index:Thing::bad"), (error.Code, error.Target, error.Urn));
        Assert.Equal(1, result.Summary.Failed);
        Assert.False(result.Succeeded);

        var next = await stack.MustUpAsync(program => Program(program, ""));
        Assert.Equal(["Create bad", "Create bad-child"], next.Changes());
    }

    [Fact]
    public async Task Nothing_is_deleted_in_a_run_that_failed()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("old"));
        var result = await stack.UpAsync(program => program.CustomAsync("new", Of(("fail", "create"))));
        Assert.Equal(["Create new failed"], result.Changes());
        Assert.Single(stack.Cloud.Resources);
        Assert.Equal(["Create new", "Delete old"], (await stack.MustUpAsync(program => program.CustomAsync("new"))).Changes());
    }

    [Theory]
    [InlineData("create", 1)]
    [InlineData("update", 2)]
    public async Task What_exists_half_finished_is_in_the_state_and_is_mended_by_the_next_up(string operation, int size)
    {
        using var stack = new TestStack();
        if (operation == "update") await stack.MustUpAsync(program => program.CustomAsync("a", Of(("size", 1))));
        var result =
            await stack.UpAsync(program => program.CustomAsync("a", Of(("size", size), ("fail", $"{operation}-halfway"))));
        Assert.Equal("Interrupted", Assert.Single(result.Errors).Code);
        var record = (await stack.Stack.ReadResourcesAsync()).Single(record => record.Type == "test:index:Thing");
        Assert.Equal(["Interrupted: It exists, but is not finished."], record.InitErrors);

        // Nothing differs any more, but it has to be finished.
        stack.Cloud.AllowAll = true;
        var next =
            await stack.MustUpAsync(program => program.CustomAsync("a", Of(("size", size), ("fail", $"{operation}-halfway"))));
        Assert.Equal(["Update a"], next.Changes());
        Assert.Single(stack.Cloud.Resources);
        Assert.All(await stack.Stack.ReadResourcesAsync(), resource => Assert.Empty(resource.InitErrors));
    }

    [Fact]
    public async Task An_update_that_is_refused_leaves_the_old_state()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("size", 1))));
        var result = await stack.UpAsync(program => program.CustomAsync("a", Of(("size", 2), ("fail", "update"))));
        Assert.Equal(["Update a failed"], result.Changes());
        Assert.Equal(new PropertyValue.Number(1),
            (await stack.Stack.ReadResourcesAsync()).Single(record => record.Type == "test:index:Thing").Inputs["size"]);
    }

    [Fact]
    public async Task A_defect_of_a_provider_is_the_failure_of_its_resource()
    {
        using var stack = new TestStack();
        var result = await stack.UpAsync(program => program.CustomAsync("a", Of(("fail", "create-defect"))));
        var error = Assert.Single(result.Errors);
        Assert.Equal(DeploymentErrorCodes.InternalError, error.Code);
        Assert.Contains("A defect.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, "without the end being signalled")]
    [InlineData(7, false, "failed with exit code 7")]
    [InlineData(32, false, "failed without saying why")]
    public async Task An_end_of_the_program_that_is_none_is_an_error_whatever_its_exit_code(int exitCode, bool signals,
        string expected)
    {
        using var stack = new TestStack();
        var program = new InlineProgram(client => client.CustomAsync("a")) { ExitCode = exitCode, Signals = signals };
        var result = await stack.Stack.UpAsync(program, stack.Cloud, stack.Observer);
        var error = Assert.Single(result.Errors);
        Assert.Equal(DeploymentErrorCodes.ProgramFailed, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(["Create a"], result.Changes());
    }

    [Fact]
    public async Task An_error_that_the_program_logs_fails_the_run_although_it_ends_well_and_other_messages_are_passed_on()
    {
        using var stack = new TestStack();
        var result = await stack.UpAsync(async program =>
        {
            await program.LogAsync(LogSeverity.Debug, "debug");
            await program.LogAsync(LogSeverity.Warning, "careful");
            await program.LogAsync(LogSeverity.Error, "the key 'x' is missing");
        });
        Assert.Equal((DeploymentErrorCodes.ProgramError, "the key 'x' is missing"),
            (Assert.Single(result.Errors).Code, result.Errors[0].Message));
        Assert.Contains(stack.Observer.Diagnostics,
            diagnostic => diagnostic is { Severity: DiagnosticSeverity.Warning, Message: "careful" });
        Assert.DoesNotContain(stack.Observer.Diagnostics, diagnostic => diagnostic.Message == "debug");
    }

    [Fact]
    public async Task Work_that_is_under_way_when_the_program_fails_is_finished_and_recorded()
    {
        using var stack = new TestStack();
        var release = new TaskCompletionSource();
        stack.Cloud.Hold = name => name == "slow" ? release.Task : Task.CompletedTask;
        var up = stack.UpAsync(async program =>
        {
            var slow = program.CustomAsync("slow");
            while (!stack.Cloud.Calls.Contains("create slow")) await Task.Delay(5);
            _ = slow.ContinueWith(task => task.Exception, TaskScheduler.Default);
            await program.CustomAsync("bad", Of(("fail", "create")));
        });
        while (!stack.Observer.Events.Contains("failed Create bad")) await Task.Delay(5);
        Assert.False(up.IsCompleted);
        release.SetResult();
        var result = await up;
        Assert.Equal(["Create bad failed", "Create slow"], result.Changes());
        Assert.Contains(await stack.Stack.ReadResourcesAsync(),
            record => record.Urn.EndsWith("::slow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_component_of_another_languages_package_is_refused_in_plain_words()
    {
        using var stack = new TestStack();
        var result = await stack.UpAsync(program => program.ComponentAsync("a", request => request.Remote = true));
        Assert.Equal(DeploymentErrorCodes.NotSupported, Assert.Single(result.Errors).Code);
    }
}
