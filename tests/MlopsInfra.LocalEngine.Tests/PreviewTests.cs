using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>A preview says what an up would do, knows what it does not know, and leaves no trace.</summary>
public sealed class PreviewTests
{
    [Fact]
    public async Task A_first_preview_announces_everything_calls_nothing_and_writes_no_file()
    {
        using var stack = new TestStack();
        Registered? a = null;
        var result = await stack.PreviewAsync(async program =>
        {
            Assert.True(program.Context.IsPreview);
            a = await program.CustomAsync("a", Of(("size", 1)));
            await program.DependentAsync("b", a);
            await program.OutputsAsync(program.Stack, Of(("id", PropertyValue.Unknown)));
        });

        Assert.Empty(result.Errors);
        Assert.Equal(["Create a", "Create b"], result.Changes());
        Assert.Equal("", a!.Id);
        Assert.Equal(new PropertyValue.Number(1), a.Outputs["size"]);
        Assert.False(a.Outputs.ContainsKey("computed"));
        Assert.Equal(PropertyValue.Unknown, result.Steps.Single(step => step.Name == "b").NewInputs!["from"]);
        Assert.Equal(PropertyValue.Unknown, result.Outputs["id"]);
        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.Equal(["Pulumi.dev.yaml", "Pulumi.yaml"],
            Directory.EnumerateFileSystemEntries(stack.Directory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_preview_of_changes_says_the_same_as_the_up_that_follows()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, bool later)
        {
            await program.CustomAsync("same", Of(("size", 1)));
            await program.CustomAsync("updated", Of(("size", later ? 2 : 1)));
            await program.CustomAsync("replaced", Of(("fixed", later ? "two" : "one")));
            if (later) await program.CustomAsync("created");
            else await program.CustomAsync("deleted");
        }

        await stack.MustUpAsync(program => Program(program, false));
        stack.Cloud.TakeCalls();
        var state = File.ReadAllBytes(stack.StateFile);
        var preview = await stack.PreviewAsync(program => Program(program, true));
        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.Equal(state, File.ReadAllBytes(stack.StateFile));
        var up = await stack.MustUpAsync(program => Program(program, true));
        Assert.Equal(preview.Summary, up.Summary);
        Assert.Equal(["Create created", "Delete deleted", "Replace replaced", "Update updated"], preview.Changes());
    }

    [Fact]
    public async Task What_stays_the_same_keeps_its_id_and_outputs_in_a_preview_without_inputs_that_the_cloud_does_not_echo()
    {
        using var stack = new TestStack();
        Registered? inUp = null, inPreview = null;
        Task<Registered> Program(WireClient program) =>
            program.CustomAsync("a", Of(("size", 1), ("writeOnly", Secret("x"))), type: "test:index:Quiet");
        await stack.MustUpAsync(async program => inUp = await Program(program));
        await stack.PreviewAsync(async program => inPreview = await Program(program));
        Assert.Equal(inUp!.Id, inPreview!.Id);
        Assert.Equal(inUp.Outputs, inPreview.Outputs);
        Assert.False(inPreview.Outputs.ContainsKey("writeOnly"));
    }

    [Fact]
    public async Task Outputs_of_what_is_replaced_are_unknown_and_its_dependents_are_announced_as_changed()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, string value) =>
            await program.DependentAsync("user", await program.CustomAsync("a", Of(("fixed", value))));
        await stack.MustUpAsync(program => Program(program, "one"));
        var preview = await stack.PreviewAsync(program => Program(program, "two"));
        Assert.Equal(["Replace a", "Update user"], preview.Changes());
        var change = preview.Steps.Single(step => step.Name == "user").Changes.Single();
        Assert.Equal(("from", PropertyValue.Unknown), (change.Path, change.New));
    }

    [Fact]
    public async Task An_unknown_that_is_no_unknown_any_more_in_an_up_is_refused()
    {
        using var stack = new TestStack();
        var result = await stack.UpAsync(program => program.CustomAsync("a", Of(("size", PropertyValue.Unknown))));
        var error = Assert.Single(result.Errors);
        Assert.Equal((DeploymentErrorCodes.InvalidInputs, "size"), (error.Code, error.Target));
        Assert.Empty(stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task Wrong_inputs_fail_in_the_preview_already_with_every_mistake()
    {
        using var stack = new TestStack();
        var result = await stack.PreviewAsync(program => program.CustomAsync("a", Of(("unknownProperty", 1))));
        var error = Assert.Single(result.Errors);
        Assert.Contains("unknownProperty: There is no such property.; size: It has to be 1 to 9.", error.Message,
            StringComparison.Ordinal);
        Assert.Equal("urn:pulumi:dev::proj::test:index:Thing::a", error.Urn);
    }

    [Fact]
    public async Task A_function_with_an_unknown_argument_is_not_called()
    {
        using var stack = new TestStack();
        await stack.PreviewAsync(async program =>
            Assert.True((await program.InvokeAsync("test:index:echo", Of(("x", PropertyValue.Unknown)))).Unknown));
        Assert.Empty(stack.Cloud.TakeCalls());
    }
}
