using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.LocalEngine.Deployments;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine;

/// <summary>
/// One stack of a Pulumi project, deployed without the <c>pulumi</c> command: its configuration, its local state, and what
/// can be done with it.
/// </summary>
public sealed class LocalStack
{
    private readonly StateStore _store;

    private LocalStack(ProjectFile project, StackConfiguration configuration, string stateDirectory, bool isKept)
    {
        Project = project;
        Configuration = configuration;
        StateDirectory = stateDirectory;
        _store = new StateStore(stateDirectory, configuration.Stack) { IsKept = isKept };
    }

    /// <summary>The stack's name.</summary>
    public string Name => Configuration.Stack;

    /// <summary>The project, from <c>Pulumi.yaml</c>.</summary>
    public ProjectFile Project { get; }

    /// <summary>The stack's configuration: the project's defaults and <c>Pulumi.STACK.yaml</c>.</summary>
    public StackConfiguration Configuration { get; }

    /// <summary>The folder that holds the state: <c>.mlops</c> beside <c>Pulumi.yaml</c> unless said otherwise.</summary>
    public string StateDirectory { get; }

    /// <summary>The state file of this stack; it exists after the first update that changed something.</summary>
    public string StateFile => _store.StateFile;

    /// <summary>Reads a project's <c>Pulumi.yaml</c> and <c>Pulumi.STACK.yaml</c>.</summary>
    /// <param name="projectDirectory">The folder that holds <c>Pulumi.yaml</c>.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="stateDirectory">Where state is kept; null for <c>.mlops</c> in the project's folder.</param>
    /// <param name="decrypt">Whether the program gets the real secrets of the stack file, as far as the passphrase in the
    /// environment is their key.</param>
    /// <exception cref="DeploymentException">A file is missing or wrong; the message says which and where.</exception>
    public static LocalStack Open(string projectDirectory, string stack, string? stateDirectory = null, bool decrypt = false)
    {
        var project = ProjectFile.Load(projectDirectory);
        var configuration = StackConfiguration.Load(project, stack, decrypt);
        return new LocalStack(project, configuration, stateDirectory ?? StateIn(project), isKept: true);
    }

    /// <summary>
    /// The same with a state that is empty at first and ends with this object: to try something out. No file is read or written.
    /// </summary>
    /// <inheritdoc cref="Open"/>
    public static LocalStack OpenBlank(string projectDirectory, string stack)
    {
        var project = ProjectFile.Load(projectDirectory);
        return new LocalStack(project, StackConfiguration.Load(project, stack, decrypt: false), StateIn(project), isKept: false);
    }

    private static string StateIn(ProjectFile project) => Path.Combine(project.Directory, ".mlops");

    /// <summary>Says what an update would do. Nothing is changed or written; needs no lock.</summary>
    /// <param name="program">The program.</param>
    /// <param name="providers">The clouds.</param>
    /// <param name="observer">Sees it happen; may be null.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it early; the result then has the error
    /// <see cref="DeploymentErrorCodes.Cancelled"/>.</param>
    /// <exception cref="DeploymentException">It could not begin.</exception>
    public async Task<DeploymentResult> PreviewAsync(
        IProgram program, IProviderSource providers, IDeploymentObserver? observer = null, EngineOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= EngineOptions.Default;
        var loaded = options.BaselineState is { } content ? ExportedState.Read(content, Project.Name, Name)
            : options.BaselineStateFile is { } file ? await ExportedState.ReadAsync(file, Project.Name, Name, cancellationToken)
            : await _store.ReadAsync(cancellationToken);
        await BeforeProgramAsync(options, loaded, cancellationToken);
        using var deployment = NewDeployment(DeploymentKind.Preview, providers, observer, options, loaded, journal: null);
        return await deployment.RunProgramAsync(program, EngineServer.StartAsync, cancellationToken);
    }

    /// <summary>Makes the resources what the program says. What is done is in the state even if it fails half-way.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public async Task<DeploymentResult> UpAsync(
        IProgram program, IProviderSource providers, IDeploymentObserver? observer = null, EngineOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        await using var session = await _store.OpenForWritingAsync(providers.MarkSecrets, cancellationToken);
        await BeforeProgramAsync(options, session.Loaded, cancellationToken);
        using var deployment =
            NewDeployment(DeploymentKind.Update, providers, observer, options, session.Loaded, session.Journal);
        var result = await deployment.RunProgramAsync(program, EngineServer.StartAsync, cancellationToken);
        await session.SaveAsync(deployment.Snapshot());
        return result;
    }

    /// <summary>Deletes every resource of the stack, dependents first. Runs no program.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public async Task<DeploymentResult> DestroyAsync(
        IProviderSource providers, IDeploymentObserver? observer = null, EngineOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        await using var session = await _store.OpenForWritingAsync(providers.MarkSecrets, cancellationToken);
        using var deployment =
            NewDeployment(DeploymentKind.Destroy, providers, observer, options, session.Loaded, session.Journal);
        var result = await deployment.RunDestroyAsync(cancellationToken);
        await session.SaveAsync(deployment.Snapshot());
        return result;
    }

    /// <summary>
    /// Makes the state what is really there: reads every resource, takes over what was changed elsewhere, and drops what is gone.
    /// Runs no program, and changes no resource. In the result a step is an update where something differed, and a deletion where
    /// a resource is gone.
    /// </summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public async Task<DeploymentResult> RefreshAsync(
        IProviderSource providers, IDeploymentObserver? observer = null, EngineOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (options is { PreviewOnly: true })
        {
            using var look = NewDeployment(DeploymentKind.Refresh, providers, observer, options,
                await _store.ReadAsync(cancellationToken), journal: null);
            return await look.RunRefreshAsync(cancellationToken);
        }

        await using var session = await _store.OpenForWritingAsync(providers.MarkSecrets, cancellationToken);
        using var deployment =
            NewDeployment(DeploymentKind.Refresh, providers, observer, options, session.Loaded, session.Journal);
        var result = await deployment.RunRefreshAsync(cancellationToken);
        await session.SaveAsync(deployment.Snapshot());
        return result;
    }

    /// <summary>The resources of the stack as of the last deployment; empty if there was none.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DeploymentException">The state can't be read.</exception>
    public async Task<IReadOnlyList<ResourceRecord>> ReadResourcesAsync(CancellationToken cancellationToken = default) =>
        (await _store.ReadAsync(cancellationToken)).Resources;

    /// <summary>The stack's outputs as of the last deployment, secrets marked; empty if there was none.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DeploymentException">The state can't be read.</exception>
    public async Task<PropertyMap> ReadOutputsAsync(CancellationToken cancellationToken = default) =>
        StackResource.OutputsOf((await _store.ReadAsync(cancellationToken)).Resources);

    private static Task BeforeProgramAsync(EngineOptions? options, LoadedState state, CancellationToken cancellationToken) =>
        options?.BeforeProgram is { } check ? check(state.Resources, cancellationToken) : Task.CompletedTask;

    private Deployment NewDeployment(
        DeploymentKind kind, IProviderSource providers, IDeploymentObserver? observer, EngineOptions? options,
        LoadedState state, StateJournal? journal) =>
        new(new DeploymentSetup(kind, Project, Configuration, providers, observer ?? new NoObserver(),
            options ?? EngineOptions.Default, state, journal, _store));
}
