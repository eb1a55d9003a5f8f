using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Targets;
using MlopsInfra.Contract;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>The environments that a command of a model's way works on: in Azure, or on the local cloud.</summary>
internal sealed class LifecycleTargets : IAsyncDisposable
{
    private readonly LocalEnvironments? _local;

    private LifecycleTargets(LifecycleEnvironment environment, LifecycleEnvironment? source, string projectDirectory,
        LocalEnvironments? local)
    {
        (Environment, Source, ProjectDirectory, _local) = (environment, source, projectDirectory, local);
    }

    /// <summary>The environment of the command's stack.</summary>
    public LifecycleEnvironment Environment { get; }

    /// <summary>The environment that something comes from; null if the command names none.</summary>
    public LifecycleEnvironment? Source { get; }

    /// <summary>The folder of <c>Pulumi.yaml</c>.</summary>
    public string ProjectDirectory { get; }

    /// <summary>Whether they are on the local cloud.</summary>
    public bool IsLocal => _local is not null;

    /// <summary>Whether what runs there ends with this process.</summary>
    public bool EndsWithProcess => _local is { IsOwn: true };

    /// <summary>
    /// Opens them. On the local cloud, a stack that is not up there is brought up first by a command that acts, as
    /// <c>mlops local up STACK --from-network</c> does it, and told so.
    /// </summary>
    /// <param name="settings">The command line.</param>
    /// <param name="source">The stack that something comes from; null for none.</param>
    /// <param name="sourceOutputs">Where that stack's outputs come from, as <c>--outputs</c> says it; null for the
    /// default.</param>
    /// <param name="acts">Whether the command changes anything: then jobs, container groups and deployments run, on the local
    /// cloud, while it is open.</param>
    /// <param name="output">Is told what happens.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="CliException">There is no such project, or outputs can't be had.</exception>
    /// <exception cref="DeploymentException">There is no such stack.</exception>
    /// <exception cref="EnvironmentOutputsException">Outputs are missing or wrong.</exception>
    public static async Task<LifecycleTargets> OpenAsync(LifecycleSettings settings, string? source, string? sourceOutputs,
        bool acts, LifecycleOutput output, CancellationToken cancellationToken)
    {
        var stack = LocalStacks.Open(settings.Stack);
        var from = source is null ? null : LocalStacks.Open(settings.Stack with { Stack = source });
        if (settings.Local)
            return await OpenLocalAsync(settings, stack, from, sourceOutputs, acts, output, cancellationToken);
        return new LifecycleTargets(await OpenAzureAsync(stack, settings.Outputs, output, cancellationToken),
            from is null ? null : await OpenAzureAsync(from, sourceOutputs, output, cancellationToken),
            stack.Project.Directory, null);
    }

    /// <summary>Publishes a folder in the environment, on the local cloud, from inside its network.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output">Is told.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="InvalidOperationException">This is no local cloud.</exception>
    public Task PublishAsync(PipelineFolder folder, LifecycleOutput output, CancellationToken cancellationToken) =>
        (_local ?? throw new InvalidOperationException("Only the local cloud is published to on the way."))
            .PublishAsync(Environment.Outputs, folder, output, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_local is not null) await _local.DisposeAsync();
    }

    private static async Task<LifecycleEnvironment> OpenAzureAsync(LocalStack stack, string? outputs, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        await using var target = new AzureCloudTarget(stack);
        return new LifecycleEnvironment(stack.Name, await target.ConnectAsync(cancellationToken),
            await target.ReadOutputsAsync(outputs, cancellationToken), output.Note);
    }

    private static async Task<LifecycleTargets> OpenLocalAsync(LifecycleSettings settings, LocalStack stack, LocalStack? from,
        string? sourceOutputs, bool acts, LifecycleOutput output, CancellationToken cancellationToken)
    {
        // The source first: it is what the other one is made from.
        var sourceRead = from is null ? null : await ReadAsync(from, sourceOutputs);
        var read = await ReadAsync(stack, settings.Outputs);
        var local = await LocalEnvironments.OpenAsync(stack, acts && !settings.DryRun, cancellationToken);
        try
        {
            if (settings.FromNetwork) await local.EnterNetworkAsync(read, output, cancellationToken);
            return new LifecycleTargets(new LifecycleEnvironment(stack.Name, local.Connection, read, output.Note),
                from is null || sourceRead is null
                    ? null : new LifecycleEnvironment(from.Name, local.Connection, sourceRead, output.Note),
                stack.Project.Directory, local);
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }

        Task<EnvironmentOutputs> ReadAsync(LocalStack each, string? file) => file is null
            ? LocalEnvironments.EnsureUpAsync(each, settings, acts, output, cancellationToken)
            : PulumiStackOutputs.ReadAsync(file, each.Project.Directory, each.Name, cancellationToken);
    }
}
