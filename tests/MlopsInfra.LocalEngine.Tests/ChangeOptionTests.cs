using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>The options that decide about changes and durations, and the wiring between resources.</summary>
public sealed class ChangeOptionTests
{
    [Theory]
    [InlineData("tags.owner", 0)]
    [InlineData("tags[\"owner\"]", 0)]
    [InlineData("tags", 0)]
    [InlineData("*", 0)]
    [InlineData("tags.*", 0)]
    [InlineData("tags.other", 1)]
    [InlineData("size", 1)]
    public async Task IgnoreChanges_keeps_the_old_value_of_what_it_names(string path, int updates)
    {
        using var stack = new TestStack();
        Task Program(WireClient program, string owner) =>
            program.CustomAsync("a", Of(("tags", Of(("owner", owner)))), request => request.IgnoreChanges.Add(path));
        await stack.MustUpAsync(program => Program(program, "one"));
        var result = await stack.MustUpAsync(program => Program(program, "two"));
        Assert.Equal(updates, result.Summary.Update);
        var live = ((PropertyValue.Obj)stack.Cloud.Resources.Values.Single().Inputs["tags"]).Members.Text("owner");
        Assert.Equal(updates == 0 ? "one" : "two", live);
    }

    [Fact]
    public async Task IgnoreChanges_looks_into_lists_and_leaves_other_changes_alone()
    {
        using var stack = new TestStack();
        Task Program(WireClient program, int count, int size) =>
            program.CustomAsync("a",
                Of(("size", size), ("pools", new PropertyValue.List([Of(("count", count)), Of(("count", count))]))),
                request => request.IgnoreChanges.Add("pools[*].count"));
        await stack.MustUpAsync(program => Program(program, 1, 1));
        Assert.True((await stack.MustUpAsync(program => Program(program, 2, 1))).Summary.IsUnchanged);
        var result = await stack.MustUpAsync(program => Program(program, 3, 2));
        Assert.Equal(["size"], result.Steps.Single(step => step.Name == "a").Changes.Select(change => change.Path));
        Assert.Equal(new PropertyValue.List([Of(("count", 1)), Of(("count", 1))]),
            stack.Cloud.Resources.Values.Single().Inputs["pools"]);
    }

    [Fact]
    public async Task An_option_that_is_no_path_is_an_error_with_the_resource_and_the_option()
    {
        using var stack = new TestStack();
        var result =
            await stack.UpAsync(program => program.CustomAsync("a", null, request => request.IgnoreChanges.Add("tags[\"x")));
        var error = Assert.Single(result.Errors);
        Assert.Equal(DeploymentErrorCodes.InvalidRegistration, error.Code);
        Assert.Contains("ignoreChanges of 'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_timeout_ends_the_operation_and_the_next_up_takes_over_what_may_exist()
    {
        using var stack = new TestStack();
        Task Program(WireClient program, string timeout) =>
            program.CustomAsync("slow", Of(("name", "unique")),
                request => request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts { Create = timeout });
        stack.Cloud.Hold = _ => Task.Delay(Timeout.Infinite);
        var result = await stack.UpAsync(program => Program(program, "50ms"));
        Assert.Equal(DeploymentErrorCodes.Timeout, Assert.Single(result.Errors).Code);
        Assert.Contains("00:00:00.05", result.Errors[0].Message, StringComparison.Ordinal);

        // The cloud finished it after all.
        stack.Cloud.Hold = null;
        stack.Cloud.Resources["late"] =
            new LiveResource("late", "test:index:Thing", Of(("name", "unique")), Of(("name", "unique")));
        Assert.Empty((await stack.UpAsync(program => Program(program, "1h30m"))).Errors);
        Assert.Contains(stack.Observer.Diagnostics,
            diagnostic => diagnostic.Message.Contains("cut off while it created", StringComparison.Ordinal));
        Assert.True((await stack.MustUpAsync(program => Program(program, "1h30m"))).Summary.IsUnchanged);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("5")]
    [InlineData("5 m")]
    public async Task A_timeout_that_is_no_duration_is_an_error_that_says_how_to_write_one(string timeout)
    {
        using var stack = new TestStack();
        var result = await stack.UpAsync(program =>
            program.CustomAsync("a", null,
                request => request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts { Create = timeout }));
        Assert.Contains($"'{timeout}'", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
        Assert.Contains("5m", result.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_delete_timeout_outlives_the_program()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program =>
            program.CustomAsync("slow", null,
                request => request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts { Delete = "50000000ns" }));
        stack.Cloud.Hold = _ => Task.Delay(Timeout.Infinite);
        var result = await stack.DestroyAsync();
        Assert.Equal(DeploymentErrorCodes.Timeout, Assert.Single(result.Errors).Code);
        Assert.Contains(await stack.Stack.ReadResourcesAsync(),
            record => record.Urn.EndsWith("::slow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dependency_without_an_input_orders_the_deletion_too()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var a = await program.CustomAsync("a");
            await program.CustomAsync("after", null, request => request.Dependencies.Add(a.Urn));
        });
        stack.Cloud.TakeCalls();
        await stack.DestroyAsync();
        Assert.Equal(["delete after", "delete a"], stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task A_parent_that_is_not_registered_and_a_name_used_twice_are_refused()
    {
        using var stack = new TestStack();
        var orphan = await stack.UpAsync(program => program.CustomAsync("a", null,
            request => request.Parent = "urn:pulumi:dev::proj::t:m:R::nobody"));
        Assert.Contains("is not registered", Assert.Single(orphan.Errors).Message, StringComparison.Ordinal);
        var twice = await stack.UpAsync(async program =>
        {
            await program.CustomAsync("a");
            await program.CustomAsync("a", Of(("size", 2)));
        });
        Assert.Equal(DeploymentErrorCodes.InvalidRegistration, Assert.Single(twice.Errors).Code);
        Assert.Contains("two resources", twice.Errors[0].Message, StringComparison.Ordinal);
        Assert.Single(stack.Cloud.Resources);
    }
}
