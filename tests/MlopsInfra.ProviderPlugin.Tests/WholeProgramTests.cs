using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.ProviderPlugin.Tests.Support;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>
/// The whole program through plugin processes: everything that a provider is asked goes over the wire and back, and nothing is
/// different.
/// </summary>
public sealed class WholeProgramTests
{
    [Fact]
    public async Task Dev_comes_up_through_plugins_exactly_as_without_them_and_goes_away()
    {
        using var launchers = new LauncherFolder();
        using var embedded = EmbeddedCloud.Open(null, new LocalCloudOptions { RepositoryFolder = Repository.Root });
        var expected = await RunAsync(DeploymentKind.Update, Path.Combine(launchers.Empty, "embedded"), embedded);
        var state = Path.Combine(launchers.Empty, "plugins");
        await using (var plugins = new PluginSource(launchers))
        {
            var preview = await RunAsync(DeploymentKind.Preview, state, plugins);
            Assert.Equal(Names(expected), Names(preview));
        }

        // As between Pulumi's preview and its update: all plugins are ended and started anew.
        await using (var plugins = new PluginSource(launchers))
        {
            var first = await RunAsync(DeploymentKind.Update, state, plugins);
            Assert.Superset(new HashSet<string> { "azure-native", "github" }, plugins.Started.ToHashSet());
            Assert.Equal(Names(expected), Names(first));
            Assert.Equal(Outputs(expected), Outputs(first));
            Assert.All(first.Steps, step => Assert.Equal(Inputs(expected, step.Urn), step.NewInputs));

            var second = await RunAsync(DeploymentKind.Update, state, plugins);
            Assert.All(second.Steps, step => Assert.Equal(StepOperation.Same, step.Operation));
            var refreshed = await RunAsync(DeploymentKind.Refresh, state, plugins);
            Assert.All(refreshed.Steps, step => Assert.Equal(StepOperation.Same, step.Operation));
            var third = await RunAsync(DeploymentKind.Update, state, plugins);
            Assert.All(third.Steps, step => Assert.Equal(StepOperation.Same, step.Operation));
            var destroyed = await RunAsync(DeploymentKind.Destroy, state, plugins);
            Assert.Equal(first.Steps.Length, destroyed.Summary.Delete);
        }
    }

    private static async Task<DeploymentResult> RunAsync(DeploymentKind kind, string state, IProviderSource providers)
    {
        var stack = LocalStack.Open(Repository.Root, "dev", state);
        // Its own output folder: beside this test's packages it would be short of its own.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = new DotnetProgram(Path.Combine(Repository.Root, "artifacts", "bin", "MlopsInfra.Stacks", configuration,
            "MlopsInfra.Stacks.dll"));
        var result = kind switch
        {
            DeploymentKind.Preview => await stack.PreviewAsync(program, providers),
            DeploymentKind.Update => await stack.UpAsync(program, providers),
            DeploymentKind.Refresh => await stack.RefreshAsync(providers),
            _ => await stack.DestroyAsync(providers),
        };
        Assert.True(result.Succeeded, string.Join(Environment.NewLine, result.Errors.Select(error => error.Message)));
        return result;
    }

    private static IEnumerable<string> Names(DeploymentResult result) =>
        result.Steps.Select(step => $"{step.Operation} {step.Urn}").Order(StringComparer.Ordinal);

    private static PropertyMap? Inputs(DeploymentResult result, string urn) =>
        result.Steps.Single(step => step.Urn == urn).NewInputs;

    private static IEnumerable<string> Outputs(DeploymentResult result) =>
        result.Outputs.Select(output => $"{output.Key}: {output.Value}").Order(StringComparer.Ordinal);
}
