using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>When mocks are called and what a resource waits for (O rows).</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task O1_with_nothing_to_wait_for_the_mock_is_called_inside_the_constructor()
    {
        var thread = 0;
        var mocks = new RecordingMocks
        {
            OnResource = args =>
            {
                thread = Environment.CurrentManagedThreadId;
                return Task.FromResult<(string?, object)>(("id", args.Inputs));
            },
        };
        await Run.UpdateAsync(mocks, () =>
        {
            _ = new AnyResource("r", new AnyArgs { Other = "x" });
            Assert.Equal(Environment.CurrentManagedThreadId, thread);
            Assert.Single(mocks.Resources);
        });
    }

    [Fact]
    public async Task O2_resources_that_waited_for_one_are_in_the_mock_at_the_same_time()
    {
        const int Count = 200;
        var first = new TaskCompletionSource();
        var all = new TaskCompletionSource();
        var inside = 0;
        var mocks = new RecordingMocks
        {
            OnResource = async args =>
            {
                if (args.Name == "first")
                    await first.Task;
                else if (Interlocked.Increment(ref inside) == Count)
                    all.SetResult();
                if (args.Name != "first")
                    await all.Task.WaitAsync(TimeSpan.FromMinutes(1));
                return ("id", args.Inputs);
            },
        };
        await Run.UpdateAsync(mocks, () =>
        {
            var source = new AnyResource("first");
            for (var index = 0; index < Count; index++)
                _ = new AnyResource($"r{index}", new AnyArgs { Other = source.Id });
            first.SetResult();
        });
        Assert.Equal(Count, inside);
    }

    [Fact]
    public async Task O3_O5_a_resource_waits_for_parent_inputs_DependsOn_and_provider()
    {
        var gate = new Gate("first", "provider");
        await Run.UpdateAsync(gate.Mocks, () =>
        {
            var first = new AnyResource("first");
            var provider = new ProviderResource("test", "provider", ResourceArgs.Empty, null, null);
            _ = new AnyResource("child", null, new() { Parent = first });
            _ = new AnyResource("dependent", null, new() { DependsOn = { first } });
            _ = new AnyResource("user", new AnyArgs { Other = first.Id });
            _ = new AnyResource("provided", null, new() { Provider = provider });
            _ = new AnyResource("free");
            Assert.Equal(["first", "provider", "free"], gate.Mocks.Resources.Select(args => args.Name!));
            gate.Open();
        });
        Assert.Equal(7, gate.Mocks.Resources.Count);
    }

    [Fact]
    public async Task O4_depending_on_a_component_waits_for_the_custom_resources_below_it()
    {
        var gate = new Gate("grandchild");
        await Run.UpdateAsync(gate.Mocks, () =>
        {
            var component = new Component("component");
            var inner = new Component("inner", new() { Parent = component });
            _ = new AnyResource("grandchild", null, new() { Parent = inner });
            _ = new AnyResource("waits", null, new() { DependsOn = { component } });
            _ = new AnyResource("does not", null, new() { DependsOn = { new Component("childless") } });
            Assert.DoesNotContain(gate.Mocks.Resources, args => args.Name == "waits");
            Assert.Contains(gate.Mocks.Resources, args => args.Name == "does not");
            gate.Open();
        });
        Assert.Contains(gate.Mocks.Resources, args => args.Name == "waits");
    }

    [Fact]
    public async Task O6_DependsOn_ignores_nulls_and_unknowns()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () => _ = new AnyResource("r", null, new()
        {
            DependsOn = { (Resource)null!, OutputUtilities.CreateUnknown((Resource)null!) },
        }));
        Assert.Single(mocks.Resources);
    }

    [Fact]
    public async Task O8_resources_made_inside_an_Apply_are_registered_unless_the_value_is_unknown()
    {
        var resources = await Run.UpdateAsync(new RecordingMocks(), () =>
        {
            Output.Create("known").Apply(name => new AnyResource(name));
            OutputUtilities.CreateUnknown("unknown").Apply(name => new AnyResource(name));
        });
        Assert.Equal("known", Assert.Single(resources).GetResourceName());
    }

    /// <summary>Mocks that hold some resources back until opened.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _open = new();

        public Gate(params string[] held) => Mocks = new RecordingMocks
        {
            OnResource = async args =>
            {
                if (held.Contains(args.Name))
                    await _open.Task;
                return ($"{args.Name}-id", args.Inputs);
            },
        };

        public RecordingMocks Mocks { get; }

        public void Open() => _open.SetResult();
    }
}
