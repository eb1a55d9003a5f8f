using MlopsInfra.Cli.Deploying;
using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Networking;
using MlopsInfra.Cli.Publishing;
using MlopsInfra.Contract;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>The local cloud of a project, open for the environments of its stacks.</summary>
internal sealed class LocalEnvironments : IAsyncDisposable
{
    private readonly ILocalCloud _cloud;
    private readonly ILocalAzure _azure;

    private LocalEnvironments(ILocalCloud cloud, ILocalAzure azure)
    {
        (_cloud, _azure) = (cloud, azure);
    }

    /// <summary>How the Azure SDK's clients reach it.</summary>
    public AzureConnection Connection => _azure.Connection;

    /// <summary>Whether it runs in this process, and what it executes ends with it.</summary>
    public bool IsOwn => _cloud.IsOwn;

    /// <summary>Opens it here, or finds the running <c>mlops local serve</c> that has it open.</summary>
    /// <param name="stack">A stack of the project.</param>
    /// <param name="executes">Whether jobs, container groups and deployments run as processes while it is open here.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    public static async Task<LocalEnvironments> OpenAsync(LocalStack stack, bool executes, CancellationToken cancellationToken)
    {
        var cloud = await LocalClouds.ReachAsync(stack, cancellationToken);
        try
        {
            var executor = executes ? WorkloadExecutor.Process : WorkloadExecutor.Simulate;
            return new LocalEnvironments(cloud, await cloud.StartAzureAsync(executor, cancellationToken));
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    /// <summary>The outputs of a stack; it is brought up first if it is not up on the local cloud.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="settings">The command line.</param>
    /// <param name="bringsUp">Whether the command is one that changes anything, and so brings a stack up.</param>
    /// <param name="output">Is told.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="CliException">It is not up, and this command does not bring it up.</exception>
    public static async Task<EnvironmentOutputs> EnsureUpAsync(LocalStack stack, LifecycleSettings settings, bool bringsUp,
        LifecycleOutput output, CancellationToken cancellationToken)
    {
        if (await FindAsync(stack, cancellationToken) is { } found) return found;
        if (settings.DryRun || !bringsUp)
        {
            var without = settings.DryRun ? ", as this does without --dry-run" : "";
            throw new CliException(ExitCode.Failed, "StackNotDeployed",
                $"Stack {stack.Name} is not up on the local cloud. 'mlops local up {stack.Name}' brings it up{without}.",
                stack.Name);
        }

        output.Note($"Stack {stack.Name} is not up on the local cloud: it is brought up first, as by 'mlops local up "
            + $"{stack.Name} --from-network'.");
        var up = new LocalSettings(DeploymentKind.Update, settings.Stack with { Stack = stack.Name })
        {
            Pipeline = new PublishedPipeline(null, new PipelineFolderOptions()),
            FromNetwork = true,
        };
        var report = await LocalRun.RunAsync(up, new BringUpOutput(output), cancellationToken);
        output.Note($"Stack {stack.Name} is up: {report.Deployment?.Summary.Create ?? 0} resources created in "
            + $"{report.Duration.TotalSeconds:0.0} s.");
        return LocalStackOutputs.Read(report.Deployment!.Outputs);
    }

    /// <summary>Goes into the network of an environment.</summary>
    /// <param name="outputs">The environment.</param>
    /// <param name="output">Is told.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    public Task EnterNetworkAsync(EnvironmentOutputs outputs, LifecycleOutput output, CancellationToken cancellationToken) =>
        Standpoint.EnterAsync(_cloud, Connection, outputs, new BringUpOutput(output), cancellationToken);

    /// <summary>Publishes a folder in an environment, from inside its network.</summary>
    /// <param name="outputs">The environment.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="output">Is told.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    public async Task PublishAsync(EnvironmentOutputs outputs, PipelineFolder folder, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        var before = _cloud.Place;
        await Standpoint.EnterAsync(_cloud, Connection, outputs, null, cancellationToken);
        try
        {
            await PipelinePublishing.RunAsync(Connection, outputs, folder, dryRun: false, new BringUpOutput(output),
                cancellationToken);
        }
        finally
        {
            _cloud.StandIn(before);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _azure.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    // Outputs that an earlier version of this project left lack what was added since: an update adds it.
    private static async Task<EnvironmentOutputs?> FindAsync(LocalStack stack, CancellationToken cancellationToken)
    {
        var outputs = await stack.ReadOutputsAsync(cancellationToken);
        try
        {
            return outputs.Count == 0 ? null : LocalStackOutputs.Read(outputs);
        }
        catch (EnvironmentOutputsException)
        {
            return null;
        }
    }
}
