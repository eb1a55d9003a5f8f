using Pulumi.Testing;
using Pulumi.Sdk.Tests.Support;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Deployment.Instance and running without an engine (D rows).</summary>
public sealed class DeploymentTests
{
    private const string NotRunning = "Trying to acquire Deployment.Instance before 'Run' was called.";

    [Fact]
    public async Task D1_D2_the_root_directory_is_what_the_options_say()
    {
        await Deployment.TestAsync(new RecordingMocks(), new TestOptions { RootDirectory = "/somewhere" }, () =>
            Assert.Equal("/somewhere", Deployment.Instance.RootDirectory));
        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), () => Assert.Equal(
            "The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.",
            Assert.Throws<InvalidOperationException>(() => Deployment.Instance.RootDirectory).Message));
    }

    [Fact]
    public async Task D3_outside_a_deployment_there_is_none_also_after_one()
    {
        await Run.UpdateAsync(new RecordingMocks(), () => { });
        Assert.Equal(NotRunning, Assert.Throws<InvalidOperationException>(() => Deployment.Instance).Message);
        Assert.Equal(NotRunning, Assert.Throws<InvalidOperationException>(() => new AnyResource("r")).Message);
        Assert.Equal(NotRunning, Assert.Throws<InvalidOperationException>(() => Log.Info("m")).Message);
    }

    [Fact]
    public async Task D4_without_an_engine_a_program_does_not_run()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync(() => { }));
        Assert.Equal("Program run without the Pulumi engine available; re-run using the `pulumi` CLI", error.Message);
    }

    [Fact]
    public Task D5_every_version_fits_under_mocks() =>
        Run.UpdateAsync(new RecordingMocks(), () => Deployment.RequirePulumiVersionAsync(">=99.0.0"));
}
