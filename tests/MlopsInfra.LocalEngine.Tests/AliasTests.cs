using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>A resource that was renamed, moved or retyped goes on as the same one.</summary>
public sealed class AliasTests
{
    [Fact]
    public async Task A_new_name_type_or_parent_with_its_alias_is_no_change()
    {
        using var stack = new TestStack();
        var parentUrn = "";
        await stack.MustUpAsync(async program =>
        {
            var parent = await program.ComponentAsync("parent");
            parentUrn = parent.Urn;
            await program.CustomAsync("name");
            await program.CustomAsync("type", type: "test:index:Old");
            await program.CustomAsync("moved");
            await program.CustomAsync("left", null, request => request.Parent = parent.Urn);
            await program.CustomAsync("urn");
        });
        stack.Cloud.TakeCalls();
        var result = await stack.MustUpAsync(async program =>
        {
            var parent = await program.ComponentAsync("parent");
            await program.CustomAsync("new-name", null,
                request => request.Aliases.Add(new Alias { Spec = new() { Name = "name" } }));
            await program.CustomAsync("type", null,
                request => request.Aliases.Add(new Alias { Spec = new() { Type = "test:index:Old" } }));
            await program.CustomAsync("moved", null, request =>
            {
                request.Parent = parent.Urn;
                request.Aliases.Add(new Alias { Spec = new() { NoParent = true } });
            });
            await program.CustomAsync("left", null,
                request => request.Aliases.Add(new Alias { Spec = new() { ParentUrn = parentUrn } }));
            await program.CustomAsync("new-urn", null,
                request => request.Aliases.Add(new Alias { Urn = "urn:pulumi:dev::proj::test:index:Thing::urn" }));
        });

        Assert.True(result.Summary.IsUnchanged);
        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.Equal(
            ["left", "moved", "new-name", "new-urn", "type"],
            (await stack.Stack.ReadResourcesAsync()).Where(record => record.Type == "test:index:Thing")
                .Select(record => record.Urn.Split("::")[^1]).Order());
    }

    [Fact]
    public async Task Children_inherit_the_aliases_of_their_parents_through_every_level()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, string name, Alias[] aliases)
        {
            var outer = await program.ComponentAsync(name, request => request.Aliases.Add(aliases));
            var inner = await program.ComponentAsync($"{name}-inner", request => request.Parent = outer.Urn, "test:index:Inner");
            await program.CustomAsync($"{name}-inner-thing", null, request => request.Parent = inner.Urn);
            await program.CustomAsync("other", null, request => request.Parent = inner.Urn);
        }

        await stack.MustUpAsync(program => Program(program, "one", []));
        stack.Cloud.TakeCalls();
        var result = await stack.MustUpAsync(program => Program(program, "two", [new Alias { Spec = new() { Name = "one" } }]));
        Assert.True(result.Summary.IsUnchanged);
        Assert.Empty(stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task A_renamed_parent_whose_type_changed_takes_its_children_along()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var old = await program.ComponentAsync("group", type: "test:index:OldGroup");
            await program.CustomAsync("thing", null, request => request.Parent = old.Urn);
        });
        var result = await stack.MustUpAsync(async program =>
        {
            var now = await program.ComponentAsync("group",
                request => request.Aliases.Add(new Alias { Spec = new() { Type = "test:index:OldGroup" } }));
            await program.CustomAsync("thing", null, request => request.Parent = now.Urn);
        });
        Assert.True(result.Summary.IsUnchanged);
    }

    [Fact]
    public async Task A_name_that_became_free_may_be_given_to_a_new_resource_in_the_same_run()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program => await program.DependentAsync("user", await program.CustomAsync("a")));
        async Task Program(WireClient program)
        {
            await program.CustomAsync("b", null, request => request.Aliases.Add(new Alias { Spec = new() { Name = "a" } }));
            await program.DependentAsync("user", await program.CustomAsync("a"));
        }

        var result = await stack.MustUpAsync(Program);
        Assert.Equal(["Create a", "Update user"], result.Changes());
        var user =
            (await stack.Stack.ReadResourcesAsync()).Single(record => record.Urn.EndsWith("::user", StringComparison.Ordinal));
        Assert.Equal(["urn:pulumi:dev::proj::test:index:Thing::a"], user.Dependencies);
        Assert.True((await stack.MustUpAsync(Program)).Summary.IsUnchanged);
    }

    [Fact]
    public async Task A_renamed_resource_can_be_replaced_and_its_former_dependents_go_before_it()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program => await program.DependentAsync("user",
            await program.CustomAsync("a", Of(("fixed", "one")))));
        stack.Cloud.TakeCalls();
        await stack.MustUpAsync(program => program.CustomAsync("b", Of(("fixed", "two")),
            request => request.Aliases.Add(new Alias { Spec = new() { Name = "a" } })));
        // The user is no longer in the program, and held on to what is replaced.
        Assert.Equal(["create b", "delete user", "delete b"], stack.Cloud.TakeCalls());
    }
}
