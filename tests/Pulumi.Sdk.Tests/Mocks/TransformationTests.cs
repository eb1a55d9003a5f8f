using Pulumi.Sdk.Tests.Support;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>ResourceTransformations (X rows).</summary>
public sealed class TransformationTests
{
    [Fact]
    public async Task X1_X2_X8_own_ones_first_then_those_of_the_ancestors_inside_the_constructor()
    {
        var order = new List<string>();
        ResourceTransformation Note(string name) => args =>
        {
            order.Add($"{name}:{args.Resource.GetResourceName()}");
            return null;
        };
        await Run.UpdateAsync(new RecordingMocks(), () =>
        {
            var outer = new Component("outer", new() { ResourceTransformations = { Note("outer") } });
            order.Clear();
            _ = new AnyResource("r", null, new() { Parent = outer, ResourceTransformations = { Note("first"), Note("second") } });
            Assert.Equal(["first:r", "second:r", "outer:r"], order);
        });
        order.Clear();
        await Run.UpdateAsync(new RecordingMocks(),
            () => _ = new Component("own", new() { ResourceTransformations = { Note("own") } }));
        Assert.Equal(["own:own"], order);
    }

    [Fact]
    public async Task X2_the_stacks_apply_to_the_stack_and_everything_in_it()
    {
        Seen.Clear();
        await Deployment.TestAsync<TransformedStack>(new RecordingMocks());
        Assert.Equal(["project-stack", "inner"], Seen);
    }

    [Fact]
    public async Task X3_X4_X5_arguments_are_never_null_and_changes_reach_the_mock()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () =>
        {
            _ = new AnyResource("none", null, new() { ResourceTransformations = { args =>
            {
                Assert.NotNull(args.Args);
                Assert.Null(args.Options.Parent);
                Assert.IsType<CustomResourceOptions>(args.Options);
                return null;
            } } });
            _ = new AnyResource("in place", new AnyArgs { Other = "a" }, new() { ResourceTransformations = { args =>
            {
                ((AnyArgs)args.Args).Other = "changed";
                return null;
            } } });
            _ = new AnyResource("replaced", null, new() { ResourceTransformations =
            {
                args => new ResourceTransformationResult(new AnyArgs { Other = "1" }, args.Options),
                args => new ResourceTransformationResult(
                    new AnyArgs { Other = ((AnyArgs)args.Args).Other.Apply(text => text + "2") },
                    CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { ImportId = "imported" })),
            } });
        });
        Assert.Equal("changed", mocks.InputsOf("in place")["other"]);
        Assert.Equal("12", mocks.InputsOf("replaced")["other"]);
        Assert.Equal("imported", mocks.Resources.Single(args => args.Name == "replaced").Id);
    }

    [Fact]
    public async Task X6_X7_a_new_parent_is_refused_and_exceptions_come_out_of_the_constructor()
    {
        Exception? error = null;
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(new RecordingMocks(), () =>
        {
            var other = new AnyResource("other");
            error = Record.Exception(() => new AnyResource("r", null, new() { ResourceTransformations =
            {
                args => new ResourceTransformationResult(args.Args, new CustomResourceOptions { Parent = other }),
            } }));
            throw error!;
        }));
        const string Message = "Transformations cannot currently be used to change the 'parent' of a resource.";
        Assert.Equal(Message, Assert.IsType<ArgumentException>(error).Message);
        Assert.Contains(Message, Assert.Single(errors), StringComparison.Ordinal);
    }

    private static readonly List<string> Seen = [];

    private sealed class TransformedStack : Stack
    {
        public TransformedStack()
            : base(new StackOptions { ResourceTransformations = { args =>
            {
                Seen.Add(args.Resource.GetResourceName());
                return null;
            } } }) => _ = new AnyResource("inner");
    }
}
