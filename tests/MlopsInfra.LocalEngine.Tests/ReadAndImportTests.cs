using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>Resources that exist already: looked up, or taken over.</summary>
public sealed class ReadAndImportTests
{
    private static TestStack StackWith(string id, PropertyMap inputs)
    {
        var stack = new TestStack();
        stack.Cloud.Resources[id] = new LiveResource(id, "test:index:Thing", inputs, inputs.With("computed", "theirs"));
        return stack;
    }

    [Fact]
    public async Task What_is_read_gives_its_outputs_and_is_never_changed_or_deleted()
    {
        using var stack = StackWith("theirs", Of(("size", 5)));
        PropertyMap? outputs = null;
        var result = await stack.MustUpAsync(async program => outputs = await program.ReadAsync("a", "theirs"));
        Assert.Equal("theirs", outputs!.Text("computed"));
        Assert.Equal(1, result.Summary.Read);
        Assert.True((await stack.Stack.ReadResourcesAsync()).Single(record => record.Id == "theirs").External);

        Assert.Empty((await stack.MustUpAsync(_ => Task.CompletedTask)).Changes());
        await stack.MustUpAsync(program => program.ReadAsync("a", "theirs"));
        Assert.Empty((await stack.DestroyAsync()).Errors);
        Assert.True(stack.Cloud.Resources.ContainsKey("theirs"));
    }

    [Fact]
    public async Task A_preview_reads_too_unless_the_id_is_not_known_yet()
    {
        using var stack = StackWith("theirs", Of(("size", 5)));
        var result = await stack.PreviewAsync(async program =>
        {
            Assert.Equal("theirs", (await program.ReadAsync("known", "theirs")).Text("computed"));
            Assert.Empty(await program.ReadAsync("unknown", Signatures.Unknown));
        });
        Assert.Empty(result.Errors);
        Assert.Equal(["read known"], stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task Reading_what_does_not_exist_fails_with_type_id_and_name()
    {
        using var stack = new TestStack();
        var error = Assert.Single((await stack.UpAsync(program => program.ReadAsync("a", "nothing"))).Errors);
        Assert.Equal((DeploymentErrorCodes.ResourceNotFound, "nothing"), (error.Code, error.Target));
        Assert.Equal("There is no test:index:Thing with the id 'nothing', which 'a' reads.", error.Message);
    }

    [Fact]
    public async Task A_resource_that_was_read_can_be_created_under_the_same_name_and_the_other_way_round()
    {
        using var stack = StackWith("theirs", Of(("size", 5)));
        await stack.MustUpAsync(program => program.ReadAsync("a", "theirs"));
        var created = await stack.MustUpAsync(program => program.CustomAsync("a"));
        Assert.Equal(["Create a"], created.Changes());
        Assert.Equal(2, stack.Cloud.Resources.Count);
    }

    [Fact]
    public async Task Import_takes_over_what_is_described_as_it_is_once_and_destroy_deletes_it()
    {
        using var stack = StackWith("theirs", Of(("size", 5)));
        Task<Registered> Program(WireClient program, int size) =>
            program.CustomAsync("a", Of(("size", size)), request => request.ImportId = "theirs");
        Assert.Equal(["Import a"], (await stack.PreviewAsync(program => Program(program, 5))).Changes());
        var result = await stack.MustUpAsync(program => Program(program, 5));
        Assert.Equal(["Import a"], result.Changes());
        Assert.Equal(1, result.Summary.Import);
        stack.Cloud.TakeCalls();

        // The option may stay in the program; from now on it is a resource like any other.
        Assert.True((await stack.MustUpAsync(program => Program(program, 5))).Summary.IsUnchanged);
        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.Equal(["Update a"], (await stack.MustUpAsync(program => Program(program, 6))).Changes());
        await stack.DestroyAsync();
        Assert.Empty(stack.Cloud.Resources);
    }

    [Fact]
    public async Task Import_of_something_described_differently_fails_and_names_the_properties()
    {
        using var stack = StackWith("theirs", Of(("size", 5), ("color", "red")));
        var result =
            await stack.UpAsync(program => program.CustomAsync("a", Of(("size", 6)), request => request.ImportId = "theirs"));
        var error = Assert.Single(result.Errors);
        Assert.Equal(DeploymentErrorCodes.ImportMismatch, error.Code);
        Assert.Contains("size, color", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await stack.Stack.ReadResourcesAsync(), record => record.Id == "theirs");

        var ignored = await stack.UpAsync(program => program.CustomAsync("a", Of(("size", 6)), request =>
        {
            request.ImportId = "theirs";
            request.IgnoreChanges.Add(["size", "color"]);
        }));
        Assert.Empty(ignored.Errors);
    }

    [Fact]
    public async Task Import_of_what_does_not_exist_fails()
    {
        using var stack = new TestStack();
        var error = Assert.Single((await stack.UpAsync(program => program.CustomAsync("a", null,
            request => request.ImportId = "nothing"))).Errors);
        Assert.Equal((DeploymentErrorCodes.ResourceNotFound, "nothing"), (error.Code, error.Target));
    }
}
