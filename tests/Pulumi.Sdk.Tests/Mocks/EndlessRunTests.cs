using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>What would be waited for in vain: circles (O3, O4) and outputs that nothing completes (T12).</summary>
public sealed class EndlessRunTests
{
    private static readonly Dictionary<string, Action<Component, Component>> SelfDependencies = new()
    {
        ["the parent's URN"] = (_, inner) => Child(inner, inner.Urn),
        ["the URN of a component further up"] = (outer, inner) => Child(inner, outer.Urn),
        ["a value made of it"] = (outer, inner) => Child(inner, Output.Format($"{outer.Urn}/x")),
        ["a value with that dependency"] = (_, inner) => Child(inner, OutputUtilities.WithDependency(Output.Create("x"), inner)),
        ["a component as a member of a value"] = (outer, inner) => _ = new AnyResource(
            "child", new AnyArgs { Value = new Dictionary<string, object> { ["in"] = outer } }, new() { Parent = inner }),
        ["DependsOn the parent"] = (outer, inner) => _ = new AnyResource(
            "child", null, new() { Parent = inner, DependsOn = { inner, outer } }),
        ["DependsOn a component further up"] = (outer, inner) => _ = new AnyResource(
            "child", null, new() { Parent = inner, DependsOn = { Output.Create((Resource)outer) } }),
    };

    public static TheoryData<string> Dependencies => [.. SelfDependencies.Keys];

    [Theory]
    [MemberData(nameof(Dependencies))]
    public Task A_resource_in_a_component_waits_for_itself_where_it_depends_on_it(string dependency) => EndlessRun.AssertAsync(
        () =>
        {
            var outer = new Component("outer");
            SelfDependencies[dependency](outer, new Component("inner", new() { Parent = outer }));
        },
        "The resource 'child' (test:m:Any) waits for itself",
        dependency.StartsWith("DependsOn", StringComparison.Ordinal) ? "its DependsOn" : "its input '",
        dependency.Contains("further up", StringComparison.Ordinal) ? "'outer' (test:c:Component)" : "(test:c:Component)");

    [Fact]
    public async Task A_resource_below_a_custom_one_in_the_component_does_not()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () =>
        {
            var component = new Component("component");
            var custom = new AnyResource("custom", null, new() { Parent = component });
            _ = new AnyResource("below", new AnyArgs { Other = component.Urn },
                new() { Parent = custom, DependsOn = { component } });
        });
        Assert.Equal(3, mocks.Resources.Count);
    }

    [Theory]
    [InlineData(false, "The program has come to its end and nothing is under way any more")]
    [InlineData(true, "The program waits for an output and nothing is under way any more")]
    public async Task Resources_that_wait_for_each_other_are_named_with_what_they_wait_for(bool programWaits, string beginning)
    {
        var open = new TaskCompletionSource();
        var mocks = new RecordingMocks
        {
            OnResource = async args =>
            {
                if (args.Name == "first")
                    await open.Task;
                return ("id", args.Inputs);
            },
        };
        await EndlessRun.AssertAsync(
            Run.UpdateAsync(mocks, async () =>
            {
                var first = new AnyResource("first");
                var component = new Component("component");
                // What the component stands for is settled when first has its id: then the child is there.
                var user = new AnyResource("user", new AnyArgs { Other = first.Id }, new() { DependsOn = { component } });
                _ = new AnyResource("child", new AnyArgs { Other = user.Id.Apply(id => id + "!") }, new() { Parent = component });
                _ = new AnyResource("grandchild", null, new() { Parent = user });
                open.SetResult();
                if (programWaits)
                    await OutputUtilities.GetValueAsync(user.Id);
            }),
            beginning,
            "The resource 'user' (test:m:Any) waits for the resource 'child' (test:m:Any), because of its DependsOn.",
            "The resource 'child' (test:m:Any) waits for its input 'other'.",
            "The resource 'grandchild' (test:m:Any) waits for its parent 'user' (test:m:Any).");
    }

    [Fact]
    public Task Outputs_of_a_resource_whose_constructor_threw_never_come_also_where_the_program_goes_on() =>
    EndlessRun.AssertAsync(
        () =>
        {
            Assert.Throws<ArgumentException>(() => new AnyResource("moved", null, new() { ResourceTransformations =
            {
                args => new ResourceTransformationResult(args.Args,
                    new CustomResourceOptions { Parent = new AnyResource("other") }),
            } }));
            Assert.Throws<FormatException>(() => new AnyResource(
                "odd", null, new() { ResourceTransformations = { _ => throw new FormatException("odd") } }));
            Assert.Throws<ArgumentNullException>("source", () => new AnyResource("no list", null, new() { Aliases = null! }));
            Assert.Throws<ResourceException>(() => new Component("two", new()
            {
                Provider = new ProviderResource("test", "p", ResourceArgs.Empty, null, null),
                Providers = { new ProviderResource("test", "q", ResourceArgs.Empty, null, null) },
            }));
        },
        "The constructor of the resource 'moved' (test:m:Any) threw System.ArgumentException (Transformations cannot",
        "'odd' (test:m:Any) threw System.FormatException (odd)",
        "'no list' (test:m:Any) threw System.ArgumentNullException",
        "'two' (test:c:Component) threw Pulumi.ResourceException (Do not supply both");

    [Fact]
    public Task So_they_keep_what_waits_for_them() => EndlessRun.AssertAsync(
        () =>
        {
            Output<string>? urn = null;
            Record.Exception(() => new AnyResource("odd", null, new() { ResourceTransformations = { args =>
            {
                urn = args.Resource.Urn;
                throw new FormatException("odd");
            } } }));
            _ = new AnyResource("waits", new AnyArgs { Other = urn! });
        },
        "The constructor of the resource 'odd' (test:m:Any) threw System.FormatException (odd)",
        "The resource 'waits' (test:m:Any) waits for its input 'other'.");

    [Fact]
    public async Task A_constructor_that_refuses_its_class_may_be_caught() => await Run.UpdateAsync(
        new RecordingMocks(), () => { Assert.Throws<InvalidOperationException>(() => new WrongOutput("w")); });

    [Fact]
    public Task A_DeferredOutput_that_is_resolved_where_a_preview_does_not_come_never_is() => EndlessRun.AssertAsync(
        () =>
        {
            var deferred = new DeferredOutput<string>();
            OutputUtilities.CreateUnknown("x").Apply(_ =>
            {
                deferred.Resolve(Output.Create("y"));
                return true;
            });
        },
        "resolve each DeferredOutput, also in a preview");

    [Fact]
    public async Task A_run_that_only_takes_its_time_is_left_alone()
    {
        var mocks = new RecordingMocks
        {
            OnResource = async args =>
            {
                await Task.Delay(args.Name == "slow" ? TimeSpan.FromSeconds(7) : TimeSpan.Zero);
                return ("id", args.Inputs);
            },
        };
        var outside = Output.Create(Task.Delay(TimeSpan.FromSeconds(7)).ContinueWith(_ => "x", TaskScheduler.Default));
        await Task.WhenAll(
            Run.UpdateAsync(mocks, () => _ = new AnyResource("outside", new AnyArgs { Other = outside })),
            Run.UpdateAsync(mocks, () => _ = new AnyResource("user", new AnyArgs { Other = new AnyResource("slow").Id })),
            Run.UpdateAsync(mocks, () => _ = new AnyResource(
                "a task",
                new AnyArgs { Other =
                    Output.Create(Task.Delay(TimeSpan.FromSeconds(7)).ContinueWith(_ => "x", TaskScheduler.Default)) })),
            Run.UpdateAsync(mocks,
                () => _ = new AnyResource("an Apply", new AnyArgs { Other = Output.Create("x").Apply(async text =>
            {
                await Task.Delay(TimeSpan.FromSeconds(7));
                return text;
            }) })),
            Run.UpdateAsync(mocks, async () =>
            {
                var deferred = new DeferredOutput<string>();
                var waits = new AnyResource("a program", new AnyArgs { Other = deferred.Output });
                var value = OutputUtilities.GetValueAsync(waits.Id);
                await Task.Delay(TimeSpan.FromSeconds(7));
                deferred.Resolve(Output.Create("x"));
                await value;
            }),
            Run.UpdateAsync(mocks, () => Output.Create(Task.Run(() => "x")).Apply(text =>
            {
                Thread.Sleep(TimeSpan.FromSeconds(7));
                return new AnyResource("a busy Apply");
            })));
        Assert.Equal(["a busy Apply", "a program", "a task", "an Apply", "outside", "slow", "user"],
            mocks.Resources.Select(args => args.Name!).Order());
    }

    private static void Child(Component parent, Input<string> input) =>
        _ = new AnyResource("child", new AnyArgs { Other = input }, new() { Parent = parent });

    private sealed class WrongOutput(string name) : CustomResource("test:m:Wrong", name, null, null, null)
    {
        [Output("wrong")]
        public Output<long> Wrong { get; private set; } = null!;
    }
}
