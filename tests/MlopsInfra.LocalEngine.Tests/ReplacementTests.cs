using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>When a resource gets a successor, in which order, and what goes along with it.</summary>
public sealed class ReplacementTests
{
    [Fact]
    public async Task A_holder_of_a_fixed_name_is_deleted_before_its_successor_is_created()
    {
        using var stack = new TestStack();
        Task Program(WireClient program, string value) => program.CustomAsync("a", Of(("name", "unique"), ("fixed", value)));
        await stack.MustUpAsync(program => Program(program, "one"));
        stack.Cloud.TakeCalls();
        var result = await stack.MustUpAsync(program => Program(program, "two"));

        Assert.Equal(["delete a", "create a"], stack.Cloud.TakeCalls());
        Assert.Equal((1, 0, 0), (result.Summary.Replace, result.Summary.Create, result.Summary.Delete));
        Assert.Single(stack.Cloud.Resources);
    }

    [Fact]
    public async Task The_option_deleteBeforeReplace_decides_against_the_provider_both_ways()
    {
        using var stack = new TestStack();
        Task Program(WireClient program, string value, bool option) =>
            program.CustomAsync("a", Of(("fixed", value)),
                request => (request.DeleteBeforeReplace, request.DeleteBeforeReplaceDefined) = (option, true));
        await stack.MustUpAsync(program => Program(program, "one", true));
        stack.Cloud.TakeCalls();
        await stack.MustUpAsync(program => Program(program, "two", true));
        Assert.Equal(["delete a", "create a"], stack.Cloud.TakeCalls());
        await stack.MustUpAsync(program => Program(program, "three", false));
        Assert.Equal(["create a", "delete a"], stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task Dependents_that_can_not_outlive_it_are_deleted_first_and_created_again()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, string value)
        {
            var a = await program.CustomAsync("a", Of(("name", "unique"), ("fixed", value)));
            var child = await program.DependentAsync("child", a, input: "fixed");
            await program.DependentAsync("grandchild", child, input: "fixed");
            await program.DependentAsync("user", a);
        }

        await stack.MustUpAsync(program => Program(program, "one"));
        stack.Cloud.TakeCalls();
        var preview = await stack.PreviewAsync(program => Program(program, "two"));
        var result = await stack.MustUpAsync(program => Program(program, "two"));

        Assert.Equal(["delete grandchild", "delete child", "delete a", "create a", "create child", "create grandchild",
            "update user"], stack.Cloud.TakeCalls());
        Assert.Equal((3, 1), (result.Summary.Replace, result.Summary.Update));
        Assert.Equal((3, 1), (preview.Summary.Replace, preview.Summary.Update));
        Assert.Contains("'a'",
            result.Steps.Single(step => step is { Name: "child", Operation: StepOperation.Replace }).ReplacementReason,
            StringComparison.Ordinal);
        Assert.Equal(4, stack.Cloud.Resources.Count);
    }

    [Fact]
    public async Task A_protected_dependent_stops_the_replacement_before_anything_is_deleted()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, string value)
        {
            var a = await program.CustomAsync("a", Of(("name", "unique"), ("fixed", value)));
            await program.DependentAsync("child", a, input: "fixed", options: request => request.Protect = true);
        }

        await stack.MustUpAsync(program => Program(program, "one"));
        stack.Cloud.TakeCalls();
        var result = await stack.UpAsync(program => Program(program, "two"));

        var error = Assert.Single(result.Errors);
        Assert.Equal(DeploymentErrorCodes.ProtectedResource, error.Code);
        Assert.Contains("'child'", error.Message, StringComparison.Ordinal);
        Assert.Empty(stack.Cloud.TakeCalls());
    }

    [Theory]
    [InlineData("size", true)]
    [InlineData("*", true)]
    [InlineData("tags", false)]
    public async Task ReplaceOnChanges_replaces_where_the_cloud_would_update(string pattern, bool replaces)
    {
        using var stack = new TestStack();
        Task Program(WireClient program, int size) =>
            program.CustomAsync("a", Of(("size", size)), request => request.ReplaceOnChanges.Add(pattern));
        await stack.MustUpAsync(program => Program(program, 1));
        var result = await stack.MustUpAsync(program => Program(program, 2));
        Assert.Equal(replaces ? 1 : 0, result.Summary.Replace);
        Assert.Equal(replaces ? 0 : 1, result.Summary.Update);
    }

    [Fact]
    public async Task ReplaceWith_and_replacementTrigger_replace_without_a_change_of_an_input()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, string value, string trigger)
        {
            var a = await program.CustomAsync("a", Of(("fixed", value)));
            await program.CustomAsync("with", null, request => request.ReplaceWith.Add(a.Urn));
            await program.CustomAsync("triggered", null,
                request => request.ReplacementTrigger = Google.Protobuf.WellKnownTypes.Value.ForString(trigger));
        }

        await stack.MustUpAsync(program => Program(program, "one", "x"));
        var withA = await stack.MustUpAsync(program => Program(program, "two", "x"));
        Assert.Equal(["DeleteReplaced a", "DeleteReplaced with", "Replace a", "Replace with"], withA.Changes());
        var triggered = await stack.MustUpAsync(program => Program(program, "two", "y"));
        Assert.Equal(["DeleteReplaced triggered", "Replace triggered"], triggered.Changes());
    }

    [Fact]
    public async Task A_predecessor_that_could_not_be_deleted_is_deleted_by_the_next_up()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("fixed", "one"), ("fail", "delete"))));
        var failed = await stack.UpAsync(program => program.CustomAsync("a", Of(("fixed", "two"))));
        Assert.Equal("Quota", Assert.Single(failed.Errors).Code);
        Assert.Equal(2, stack.Cloud.Resources.Count);
        var left = Assert.Single(await stack.Stack.ReadResourcesAsync(), record => record.Delete);

        // The reason goes away in the cloud, the state still knows what has to go.
        stack.Cloud.AllowAll = true;
        var next = await stack.MustUpAsync(program => program.CustomAsync("a", Of(("fixed", "two"))));
        Assert.Equal(["DeleteReplaced a"], next.Changes());
        Assert.False(stack.Cloud.Resources.ContainsKey(left.Id!));
        Assert.Single(stack.Cloud.Resources);
    }

    [Fact]
    public async Task A_replacement_whose_creation_fails_leaves_the_old_one_in_place()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("fixed", "one"))));
        var old = stack.Cloud.Resources.Keys.Single();
        var result = await stack.UpAsync(program => program.CustomAsync("a", Of(("fixed", "two"), ("fail", "create"))));
        Assert.Equal(["Replace a failed"], result.Changes());
        Assert.Equal(old, (await stack.Stack.ReadResourcesAsync()).Single(record => record.Type == "test:index:Thing").Id);
        Assert.Equal(old, stack.Cloud.Resources.Keys.Single());
    }

    [Fact]
    public async Task Automatic_names_are_kept_for_an_update_and_new_for_a_replacement()
    {
        using var stack = new TestStack();
        Task<Registered> Program(WireClient program, int size, string value) =>
            program.CustomAsync("a", Of(("size", size), ("fixed", value)), type: "test:index:Named");
        var names = new List<string?>();
        foreach (var (size, value) in ((int, string)[])[(1, "one"), (2, "one"), (2, "two"), (2, "two")])
        {
            await stack.MustUpAsync(async program => names.Add((await Program(program, size, value)).Outputs.Text("auto")));
        }

        Assert.Equal(names[0], names[1]);
        Assert.NotEqual(names[1], names[2]);
        Assert.Equal(names[2], names[3]);
    }
}
