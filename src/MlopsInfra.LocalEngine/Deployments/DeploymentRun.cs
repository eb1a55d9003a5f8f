namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>What the parts of one deployment share.</summary>
internal sealed class DeploymentRun : IDisposable
{
    private readonly Lazy<Task> _firstChange;
    private volatile bool _hasGap;

    /// <summary>Sets up the parts, which know each other by this object.</summary>
    public DeploymentRun(DeploymentSetup setup)
    {
        Setup = setup;
        Ledger = new StateLedger(setup.State, setup.Journal, setup.Providers.MarkSecrets);
        Reporter = new StepReporter(setup.Observer);
        Gate = new OperationGate(setup.Options.Parallelism);
        Resources = new RegisteredResources(setup.Stack, setup.Project.Name, setup.State);
        Providers = new ProviderRegistry(this);
        Deletions = new ResourceDeletions(this);
        Replacements = new ReplacementPreparation(this);
        _firstChange = new Lazy<Task>(() => setup is { Kind: DeploymentKind.Update, Options.BeforeFirstChange: { } before }
            ? before(Gate.Stopped) : Task.CompletedTask);
    }

    /// <summary>What it is made from.</summary>
    public DeploymentSetup Setup { get; }

    /// <summary>The state, as it is now and as it is written down.</summary>
    public StateLedger Ledger { get; }

    /// <summary>Who is told.</summary>
    public StepReporter Reporter { get; }

    /// <summary>Through which operations go.</summary>
    public OperationGate Gate { get; }

    /// <summary>The resources of the program.</summary>
    public RegisteredResources Resources { get; }

    /// <summary>The configured providers.</summary>
    public ProviderRegistry Providers { get; }

    /// <summary>Deletes resources, dependents first.</summary>
    public ResourceDeletions Deletions { get; }

    /// <summary>Makes room for replacements.</summary>
    public ReplacementPreparation Replacements { get; }

    /// <summary>Whether nothing is to be changed.</summary>
    public bool IsPreview => Setup.IsPreview;

    /// <summary>Whether nothing can be looked up.</summary>
    public bool CloudIsOutOfReach => Setup.Options.CloudIsOutOfReach;

    /// <summary>Whether there are values that somebody with all keys and the cloud at hand would know.</summary>
    public bool LacksValues => _hasGap || Setup.State.UnreadableSecrets > 0;

    /// <summary>Completes when changes may begin.</summary>
    /// <exception cref="DeploymentException">Somebody is against it
    /// (<see cref="EngineOptions.BeforeFirstChange"/>).</exception>
    public Task WhenChangesMayBeginAsync() => _firstChange.Value;

    /// <summary>Says what this preview can't know.</summary>
    public void WarnOfGap(string what, string? urn)
    {
        _hasGap = true;
        Reporter.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Warning,
            $"{what}, which this preview can't ask: what comes of it is unknown here.", urn));
    }

    /// <summary>A resource's URN in this stack.</summary>
    public string UrnOf(string? parent, string type, string name) =>
        Urn.Create(Setup.Stack, Setup.Project.Name, parent, type, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        Gate.Dispose();
        Replacements.Dispose();
    }
}
