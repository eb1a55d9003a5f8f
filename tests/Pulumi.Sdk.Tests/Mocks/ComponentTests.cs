using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Names, URNs, components and what they register (U rows, N16).</summary>
public sealed class ComponentTests
{
    private const string Prefix = "urn:pulumi:stack::project::";

    [Fact]
    public async Task U1_U2_U3_URNs_show_the_stack_and_the_own_type_only() =>
    await Run.UpdateAsync(new RecordingMocks(), async () =>
    {
        var top = new Component("top");
        var middle = new Component("middle", new() { Parent = top });
        var leaf = new AnyResource("leaf", null, new() { Parent = middle });
        Assert.Equal(Prefix + "pulumi:pulumi:Stack$test:c:Component::top", (await Run.StateAsync(top.Urn)).Value);
        Assert.Equal(Prefix + "pulumi:pulumi:Stack$test:m:Any::leaf", (await Run.StateAsync(leaf.Urn)).Value);
        Assert.Equal(("test:m:Any", "leaf"), (leaf.GetResourceType(), leaf.GetResourceName()));
    });

    [Fact]
    public async Task U4_U6_duplicates_and_odd_names_are_accepted()
    {
        var resources = await Run.UpdateAsync(new RecordingMocks(), () =>
        {
            _ = new AnyResource("same");
            _ = new AnyResource("same");
            _ = new AnyResource("a::b $c", null, null, "nocolons");
        });
        Assert.Equal(3, resources.Length);
    }

    [Fact]
    public async Task U5_name_and_type_are_required_at_once() => await Run.UpdateAsync(new RecordingMocks(), () =>
    {
        Assert.Equal("'name' cannot be null or empty. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => new AnyResource("")).Message);
        Assert.Equal(
            "'type' cannot be null or empty. (Parameter 'type')",
            Assert.Throws<ArgumentException>(() => new AnyResource("r", null, null, "")).Message);
    });

    [Fact]
    public async Task U7_Urn_Create_builds_on_the_parents_URN() => await Run.UpdateAsync(new RecordingMocks(), async () =>
    {
        Assert.Equal(Prefix + "t:m:R::n", (await Run.StateAsync(Urn.Create("n", "t:m:R"))).Value);
        var below = Urn.Create("n", "t:m:R", parentUrn: "urn:pulumi:s2::p2::a:b:C::c", project: "ignored");
        Assert.Equal("urn:pulumi:s2::p2::a:b:C$t:m:R::n", (await Run.StateAsync(below)).Value);
    });

    [Fact]
    public async Task U8_to_U11_each_RegisterOutputs_reaches_the_mock_and_none_is_needed()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () =>
        {
            _ = new Component("silent");
            var loud = new Component("loud") { First = Output.Create("own") };
            loud.Register();
            loud.Register(new Dictionary<string, object?> { ["a"] = 1, ["n"] = null });
            loud.Register(Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?> { ["task"] = 1 }));
            loud.Register(Output.Create<IDictionary<string, object?>>(new Dictionary<string, object?> { ["output"] = 1 }));
        });
        var registered = mocks.Outputs.Where(request => request.Urn.EndsWith("::loud", StringComparison.Ordinal)).ToList();
        Assert.Equal(["first", "a", "task", "output"], registered.Select(request => Assert.Single(request.Outputs).Key));
        Assert.DoesNotContain(mocks.Outputs, request => request.Urn.EndsWith("::silent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task U12_registered_outputs_keep_secret_and_unknown_but_no_dependencies()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () => new Component("c").Register(new Dictionary<string, object?>
        {
            ["number"] = 1,
            ["nested"] = new object[] { Output.CreateSecret("pw") },
            ["unknown"] = OutputUtilities.CreateUnknown("x"),
            ["urn"] = new AnyResource("r").Urn,
        }));
        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::c", StringComparison.Ordinal)).Outputs;
        Assert.Equal((1.0, true, false), await Run.StateAsync(outputs["number"]));
        Assert.True((await Run.StateAsync(outputs["nested"])).IsSecret);
        Assert.False((await Run.StateAsync(outputs["unknown"])).IsKnown);
        Assert.Empty(await Run.DependenciesAsync(outputs["urn"]));
    }

    [Fact]
    public async Task U13_N16_args_of_components_reach_the_mock_and_only_remote_ones_take_its_state()
    {
        var mocks = RecordingMocks.WithState(new Dictionary<string, object> { ["text"] = "from mock" });
        await Run.UpdateAsync(mocks, async () =>
        {
            var local = new WithArgs("local", false);
            var remote = new WithArgs("remote", true);
            Assert.Null(local.Text);
            Assert.Equal("from mock", (await Run.StateAsync(remote.Text!)).Value);
        });
        Assert.Equal("in", mocks.InputsOf("local")["other"]);
        Assert.Equal("in", mocks.InputsOf("remote")["other"]);
    }

    [Fact]
    public async Task U14_the_stack_registers_once_unless_the_program_threw()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () => { });
        Assert.Equal(Prefix + "pulumi:pulumi:Stack::project-stack", Assert.Single(mocks.Outputs).Urn);
        var failing = new RecordingMocks();
        await Run.ErrorsAsync(() => Run.UpdateAsync(failing, () => Assert.Fail("stop")));
        Assert.Empty(failing.Outputs);
    }

    private sealed class WithArgs(string name, bool remote)
        : ComponentResource("test:c:WithArgs", name, new AnyArgs { Other = "in" }, null, remote, null)
    {
        [Output("text")]
        public Output<string>? Text { get; private set; }
    }
}
