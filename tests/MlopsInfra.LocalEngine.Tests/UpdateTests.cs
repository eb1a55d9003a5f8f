using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>What a program's changes turn into, over the wire.</summary>
public sealed class UpdateTests
{
    [Fact]
    public async Task Up_creates_what_is_registered_and_gives_the_program_all_outputs()
    {
        using var stack = new TestStack();
        Registered? thing = null;
        var result = await stack.MustUpAsync(async program =>
        {
            var component = await program.ComponentAsync("group");
            thing = await program.CustomAsync("thing", Of(("size", 3)), request => request.Parent = component.Urn);
            await program.OutputsAsync(component.Urn, Of(("thing", thing.Id)));
            await program.OutputsAsync(program.Stack, Of(("id", thing.Id)));
        });

        Assert.Equal("urn:pulumi:dev::proj::test:index:Component$test:index:Thing::thing", thing!.Urn);
        Assert.Equal("computed-thing", thing.Outputs.Text("computed"));
        Assert.Equal(new PropertyValue.Number(3), thing.Outputs["size"]);
        Assert.IsType<PropertyValue.Secret>(thing.Outputs["password"]);
        Assert.Equal(["Create group", "Create thing"], result.Changes());
        Assert.Equal(new StepCounts(Create: 3, 0, 0, 0, 0, 0, 0, 0), result.Summary);
        Assert.Equal(thing.Id, result.Outputs.Text("id"));
        var step = Assert.Single(result.Steps, step => step.Name == "thing");
        Assert.Equal((thing.Id, "test:index:Thing", true), (step.Id, step.Type, step.IsCustom));
        Assert.NotNull(step.FinishedAt);
        Assert.Equal(thing.Id, (await stack.Stack.ReadOutputsAsync()).Text("id"));
    }

    [Fact]
    public async Task Who_is_asked_before_the_first_change_can_keep_an_update_from_beginning()
    {
        using var stack = new TestStack();
        Func<WireClient, Task> Program(int size) => program =>
            Task.WhenAll(program.CustomAsync("a", Of(("size", size))), program.CustomAsync("b", Of(("size", size))));
        await stack.MustUpAsync(Program(1));
        stack.Cloud.TakeCalls();
        var state = await File.ReadAllTextAsync(stack.StateFile, TestContext.Current.CancellationToken);
        var asked = 0;
        var options = new EngineOptions
        {
            BeforeFirstChange = async _ =>
            {
                asked++;
                await Task.Yield();
                throw new DeploymentException(DeploymentErrorCodes.NotBegun, "Not today.");
            },
        };

        Assert.True((await stack.UpAsync(Program(1), options)).Summary.IsUnchanged);
        Assert.Equal(0, asked);

        var updated = await stack.UpAsync(Program(2), options);
        Assert.Equal(1, asked);
        Assert.Equal(["Update a failed", "Update b failed"], updated.Changes());
        Assert.All(updated.Errors.Where(error => error.Urn is not null),
            error => Assert.Equal((DeploymentErrorCodes.NotBegun, "Not today."), (error.Code, error.Message)));

        var deleted = await stack.UpAsync(_ => Task.CompletedTask, options);
        Assert.Equal(["Delete a failed", "Delete b failed"], deleted.Changes());

        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.Equal(state, await File.ReadAllTextAsync(stack.StateFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_second_up_with_nothing_changed_does_nothing_and_writes_nothing()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program)
        {
            var a = await program.CustomAsync("a", Of(("key", Secret("topsecret"))));
            await program.DependentAsync("b", a);
            var component = await program.ComponentAsync("component");
            await program.OutputsAsync(component.Urn, Of(("x", 1)));
            await program.OutputsAsync(program.Stack, Of(("key", a.Outputs["key"])));
        }

        await stack.MustUpAsync(Program);
        stack.Cloud.TakeCalls();
        var before = Directory.GetFiles(stack.Directory, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, file => (File.GetLastWriteTimeUtc(file), new FileInfo(file).Length));
        var result = await stack.MustUpAsync(Program);

        Assert.True(result.Summary.IsUnchanged);
        Assert.Equal(4, result.Summary.Same);
        Assert.Empty(stack.Cloud.TakeCalls());
        var after = Directory.GetFiles(stack.Directory, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, file => (File.GetLastWriteTimeUtc(file), new FileInfo(file).Length));
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_changed_input_updates_in_place_and_the_step_tells_old_and_new()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.CustomAsync("a", Of(("size", 1), ("color", "red"))));
        var id = stack.Cloud.Resources.Keys.Single();
        var result = await stack.MustUpAsync(program => program.CustomAsync("a", Of(("size", 2), ("tags", Of(("x", "y"))))));

        Assert.Equal(["Update a"], result.Changes());
        Assert.Equal(id, stack.Cloud.Resources.Keys.Single());
        var changes = result.Steps.Single(step => step.Name == "a").Changes;
        Assert.Equal(
            [("size", (PropertyValue?)1, (PropertyValue?)2), ("color", "red", null), ("tags", null, Of(("x", "y")))],
            changes.Select(change => (change.Path, change.Old, change.New)));
        Assert.All(changes, change => Assert.False(change.ForcesReplacement));
    }

    [Fact]
    public async Task A_change_that_the_cloud_does_not_allow_replaces_and_the_old_one_goes_last()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, string value) =>
            await program.DependentAsync("user", await program.CustomAsync("a", Of(("fixed", value))));
        await stack.MustUpAsync(program => Program(program, "one"));
        stack.Cloud.TakeCalls();
        var result = await stack.MustUpAsync(program => Program(program, "two"));

        Assert.Equal(["DeleteReplaced a", "Replace a", "Update user"], result.Changes());
        Assert.Equal(["create a", "update user", "delete a"], stack.Cloud.TakeCalls());
        Assert.Equal(1, result.Summary.Replace);
        Assert.Equal(0, result.Summary.Delete);
        Assert.True(result.Steps.Single(step => step.Operation == StepOperation.Replace).Changes.Single().ForcesReplacement);
        Assert.Equal(2, stack.Cloud.Resources.Count);
    }

    [Fact]
    public async Task What_is_no_longer_registered_is_deleted_dependents_first()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var a = await program.CustomAsync("a");
            var b = await program.DependentAsync("b", a);
            await program.DependentAsync("c", b);
            await program.CustomAsync("stays");
        });
        stack.Cloud.TakeCalls();
        var result = await stack.MustUpAsync(program => program.CustomAsync("stays"));

        Assert.Equal(["delete c", "delete b", "delete a"], stack.Cloud.TakeCalls());
        Assert.Equal(3, result.Summary.Delete);
        Assert.Single(stack.Cloud.Resources);
    }

    [Fact]
    public async Task Destroy_deletes_everything_in_reverse_and_leaves_an_empty_state()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var component = await program.ComponentAsync("component");
            var a = await program.CustomAsync("a", null, request => request.Parent = component.Urn);
            await program.DependentAsync("b", a);
        });
        stack.Cloud.TakeCalls();
        var result = await stack.DestroyAsync();

        Assert.Empty(result.Errors);
        Assert.Equal(["delete b", "delete a"], stack.Cloud.TakeCalls());
        Assert.Equal(4, result.Summary.Delete);
        Assert.Empty(stack.Cloud.Resources);
        Assert.Empty(await stack.Stack.ReadResourcesAsync());
    }

    [Fact]
    public async Task Independent_resources_are_worked_on_side_by_side_within_the_limit()
    {
        using var stack = new TestStack();
        stack.Cloud.Hold = _ => Task.Delay(20);
        var result = await stack.UpAsync(
            program => Task.WhenAll(Enumerable.Range(0, 20).Select(i => program.CustomAsync($"r{i}"))),
            new EngineOptions { Parallelism = 4 });

        Assert.Empty(result.Errors);
        Assert.Equal(4, stack.Cloud.MostAtOnce);
    }
}
