using Pulumi.Sdk.Tests.Support;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>References to other stacks (K rows).</summary>
public sealed class StackReferenceTests
{
    private static readonly Dictionary<string, object> State = new()
    {
        ["name"] = "org/other/prod",
        ["outputs"] = new Dictionary<string, object> { ["host"] = "h", ["pw"] = "p" },
        ["secretOutputNames"] = new[] { "pw" },
    };

    [Fact]
    public async Task K1_the_mock_is_asked_to_read_the_stack()
    {
        var mocks = RecordingMocks.WithState(State);
        await Run.UpdateAsync(mocks, () =>
        {
            _ = new StackReference("org/other/prod");
            _ = new StackReference("named", new StackReferenceArgs { Name = "org/p/s" });
        });
        Assert.Equal(
            [("pulumi:pulumi:StackReference", "org/other/prod", "org/other/prod", "org/other/prod"),
                ("pulumi:pulumi:StackReference", "named", "org/p/s", "org/p/s")],
            mocks.Resources.Select(args => (args.Type!, args.Name!, args.Id!, (string)args.Inputs["name"])));
    }

    [Fact]
    public Task K3_an_output_is_known_missing_ones_null_and_secret_if_named_so() => WithReferenceAsync(State, async reference =>
    {
        Assert.Equal(("h", true, false), await Run.StateAsync(reference.GetOutput("host")));
        Assert.Equal(("p", true, true), await Run.StateAsync(reference.GetOutput("pw")));
        Assert.Equal((null, true, false), await Run.StateAsync(reference.GetOutput("nope")));
        Assert.Equal("h", (await Run.StateAsync(reference.RequireOutput("host"))).Value);
    });

    [Fact]
    public async Task K4_a_required_output_that_is_missing_fails_the_test()
    {
        var errors = await Run.ErrorsAsync(() => WithReferenceAsync(State, reference =>
        {
            _ = reference.RequireOutput("nope");
            return Task.CompletedTask;
        }));
        Assert.Contains("Required output 'nope' does not exist on stack 'org/other/prod'.", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task K5_without_outputs_everything_is_unknown_in_a_preview() => await Deployment.TestAsync(
        RecordingMocks.WithState(new Dictionary<string, object>()),
        new Testing.TestOptions(),
        async () => Assert.False((await Run.StateAsync(new StackReference("s").GetOutput("host"))).IsKnown));

    [Fact]
    public Task K6_K7_plain_values_and_details() => WithReferenceAsync(State, async reference =>
    {
        Assert.Equal("h", await reference.GetValueAsync("host"));
        Assert.Equal("h", await reference.RequireValueAsync("host"));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => reference.GetValueAsync("pw"));
        Assert.Equal("Cannot call 'GetOutputValueAsync' if the referenced stack has secret outputs. Use 'GetOutput' instead.",
            error.Message);
        var required = await Assert.ThrowsAsync<InvalidOperationException>(() => reference.RequireValueAsync("pw"));
        Assert.Equal(
            "Cannot call 'RequireOutputValueAsync' if the referenced stack has secret outputs. Use 'RequireOutput' instead.",
            required.Message);
        var (plain, secret, missing) = (await reference.GetOutputDetailsAsync("host"),
            await reference.GetOutputDetailsAsync("pw"), await reference.GetOutputDetailsAsync("nope"));
        Assert.Equal(("h", null), (plain.Value, plain.SecretValue));
        Assert.Equal((null, "p"), (secret.Value, secret.SecretValue));
        Assert.Equal((null, null), (missing.Value, missing.SecretValue));
    });

    private static Task WithReferenceAsync(object state, Func<StackReference, Task> check) =>
        Run.UpdateAsync(RecordingMocks.WithState(state), () => check(new StackReference("org/other/prod")));
}
