using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Publishing;
using MlopsInfra.PostDeploy.Yaml;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy;

/// <summary>
/// Publishes a pipeline folder to an environment's workspace. Versions are hashes of content: publishing the same again writes
/// nothing, and a run that was cut off goes on where it stopped.
/// </summary>
public sealed class Publisher
{
    private readonly AzureConnection _connection;
    private readonly EnvironmentOutputs _outputs;
    private readonly IProgress<PublishEvent>? _progress;
    private readonly WorkspaceClient _workspace;

    /// <summary>Makes a publisher for one environment.</summary>
    /// <param name="connection">How Azure is reached.</param>
    /// <param name="outputs">The environment.</param>
    /// <param name="progress">Is told what happens, from several threads; null for nobody.</param>
    public Publisher(AzureConnection connection, EnvironmentOutputs outputs, IProgress<PublishEvent>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(outputs);
        _connection = connection;
        _outputs = outputs;
        _progress = progress;
        _workspace = new WorkspaceClient(connection, outputs.WorkspaceId, ReportWaiting);
    }

    /// <summary>
    /// Tags that a pipeline gets when a version of it is registered, as in the commit that it was published from. They are no
    /// part of its content: a version that is there keeps its own. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> PipelineTags { get; init; } = new Dictionary<string, string>();

    /// <summary>Finds out what is registered and what is missing. Writes nothing.</summary>
    /// <param name="folder">The pipeline folder.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="PipelineFolderException">The folder refers to an asset or a compute that the workspace does not
    /// have.</exception>
    /// <exception cref="PublishException">Azure refused, or could not be reached.</exception>
    public async Task<PublishPlan> PlanAsync(PipelineFolder folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var planner = new Planner(_workspace, _outputs, _connection.Parallelism);
        return await planner.PlanAsync(folder.Contents, cancellationToken);
    }

    /// <summary>Registers what is missing, deploys it, and makes the deployment the endpoint's default.</summary>
    /// <param name="plan">The plan, made just before.</param>
    /// <param name="cancellationToken">Cancels it; what is done stays done, and the next run goes on from there.</param>
    /// <exception cref="PublishException">Azure refused, or could not be reached. The endpoint's default is then what it
    /// was.</exception>
    public async Task<PublishResult> ApplyAsync(PublishPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var uploader = new Uploader(_workspace, _connection, ReportWaiting);
        using var run = new PlanRun(new PublishSteps(plan, _workspace, uploader, PipelineTags), plan, _workspace, _progress,
            _connection.Parallelism);
        return await run.RunAsync(cancellationToken);
    }

    /// <summary>Plans and applies.</summary>
    /// <param name="folder">The pipeline folder.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <inheritdoc cref="PlanAsync" path="/exception"/>
    public async Task<PublishResult> PublishAsync(PipelineFolder folder, CancellationToken cancellationToken = default) =>
        await ApplyAsync(await PlanAsync(folder, cancellationToken), cancellationToken);

    private void ReportWaiting(string why) =>
        _progress?.Report(new PublishEvent(PublishStage.Waiting, PublishKind.Rights, _outputs.WorkspaceName, Detail: why));
}
