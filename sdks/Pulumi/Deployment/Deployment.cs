using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> CurrentInstance = new();

    private readonly DeploymentSettings _settings;
    private readonly RunTracker _tracker = new();
    private readonly RegistrationSet _registrations = new();
    private readonly ResourceRegistrar _registrar;

    internal Deployment(DeploymentSettings settings, IMonitor monitor, IEngine engine)
    {
        _settings = settings;
        Monitor = new WatchedMonitor(monitor, _tracker.Activity);
        Engine = engine;
        Logger = new Logger(engine);
        Config = ConfigValues.FromEnvironment();
        _registrar = new ResourceRegistrar(this);
        Functions = new FunctionCaller(this);
    }

    /// <exception cref="InvalidOperationException">No deployment is running here (D3).</exception>
    public static DeploymentInstance Instance => CurrentInstance.Value
        ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal static Deployment Current => Instance.Deployment;

    internal static RunActivity CurrentActivity => CurrentInstance.Value?.Deployment._tracker.Activity ?? RunActivity.Outside;

    internal IMonitor Monitor { get; }

    internal IEngine Engine { get; }

    internal Logger Logger { get; }

    internal ConfigValues Config { get; }

    internal FunctionCaller Functions { get; }

    /// <summary>The parent of what has none; set once the stack is constructed.</summary>
    internal Stack? Stack { get; set; }

    internal string ProjectName => _settings.Project;

    internal string StackName => _settings.Stack;

    internal string OrganizationName => _settings.Organization;

    internal bool IsDryRun => _settings.IsDryRun;

    internal string RootDirectory => _settings.RootDirectory ?? throw new InvalidOperationException(
        "The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    internal RunTracker Tracker => _tracker;

    /// <exception cref="RunException">The engine is of another version.</exception>
    public static async Task RequirePulumiVersionAsync(string pulumiVersionRange) =>
        await Current.Engine.RequireVersionAsync(pulumiVersionRange);

    /// <summary>Waits for the registrations that are under way, and those that begin meanwhile.</summary>
    public Task AwaitPendingRegistrations() => _registrations.WhenIdleAsync();

    public Task<bool> MonitorSupportsInvokeTransforms() => Monitor.SupportsAsync("invokeTransforms").AsTask();

    public Task<bool> MonitorSupportsResourceHooks() => Monitor.SupportsAsync("resourceHooks").AsTask();

    public void RegisterInvokeTransform(InvokeTransform transform) => _tracker.Add(RegisterInvokeTransformAsync(transform));

    /// <summary>An output under way is waited for, if it was made inside a run (T11, V1).</summary>
    internal static void Track(Task task) => CurrentInstance.Value?.Deployment._tracker.Add(task);

    /// <summary>The program's own code or task has begun.</summary>
    internal static RunActivity.Scope BeginActivity() => CurrentActivity.Begin();

    /// <summary>The program itself waits for an output.</summary>
    internal static async ValueTask<OutputData<T>> WaitForAsync<T>(Output<T> output)
    {
        using var wait = CurrentActivity.BeginWait();
        return await output.Data;
    }

    /// <summary>Starts the program, and watches what is under way when it first waits or comes to its end.</summary>
    internal void Run(Func<Task> program)
    {
        _tracker.Run(() =>
        {
            Enter();
            return program();
        });
        if (!_tracker.Finished.IsCompleted)
            _ = new RunWatch(_tracker, _registrations).WatchAsync();
    }

    internal void Register(Resource resource, ResourceArgs args, ResourceOutputs outputs)
    {
        var registration = _registrar.RegisterAsync(resource, args, outputs);
        _registrations.Add(registration, resource);
        _tracker.Add(registration);
    }

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs) =>
        _tracker.Add(_registrar.RegisterOutputsAsync(resource, outputs));

    /// <summary>Sets the instance for the code that is called from here on, in this flow of execution only (D3, T13).</summary>
    private void Enter()
    {
        if (CurrentInstance.Value is not null)
            throw new InvalidOperationException(
                "Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        CurrentInstance.Value = new DeploymentInstance(this);
    }
}
