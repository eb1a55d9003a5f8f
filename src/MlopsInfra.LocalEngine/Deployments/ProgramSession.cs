using System.Collections.Concurrent;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// What a program does and says while it runs, behind the wire: everything that decides whether it was a success.
/// </summary>
internal sealed class ProgramSession
{
    private readonly DeploymentRun _run;
    private readonly ResourceRegistrar _registrar;
    private readonly ResourceReads _reads;
    private readonly Components _components;
    private readonly ConcurrentQueue<(string Answer, DeploymentError? Unreported)> _failures = new();
    private readonly ConcurrentQueue<string> _lastErrorLines = new();
    private volatile bool _callWasCut;

    /// <summary>The session of a program that is about to start.</summary>
    public ProgramSession(DeploymentRun run)
    {
        _run = run;
        _registrar = new ResourceRegistrar(run);
        _reads = new ResourceReads(run, _registrar);
        _components = new Components(run);
        Invocations = new Invocations(run);
    }

    /// <summary>Calls the functions that the program asks for.</summary>
    public Invocations Invocations { get; }

    /// <summary>Packages that the program has registered.</summary>
    public PackageRegistry Packages { get; } = new();

    /// <summary>What is under way.</summary>
    public WorkInFlight Work { get; } = new();

    /// <summary>Whether nothing is to be changed.</summary>
    public bool IsPreview => _run.IsPreview;

    /// <summary>The stack's URN; null until it is registered.</summary>
    public string? StackUrn { get; private set; }

    /// <summary>The outputs of the stack; null until they are registered.</summary>
    public PropertyMap? StackOutputs { get; private set; }

    /// <summary>Whether the program said that it has come to its end.</summary>
    public bool IsSignalled { get; private set; }

    /// <summary>Registers a resource.</summary>
    public async Task<RegistrationOutcome> RegisterAsync(ResourceGoal goal)
    {
        var outcome = await _registrar.RegisterAsync(goal);
        if (goal.Type == StackResource.Type) StackUrn = outcome.Urn;
        return outcome;
    }

    /// <summary>Reads a resource.</summary>
    public Task<RegistrationOutcome> ReadAsync(ResourceGoal goal, string id) => _reads.ReadAsync(goal, id);

    /// <summary>Takes the outputs of a component or the stack.</summary>
    public async Task SetOutputsAsync(string urn, PropertyMap outputs)
    {
        await _components.SetOutputsAsync(urn, outputs);
        if (urn == StackUrn) StackOutputs = outputs;
    }

    /// <summary>The program has come to its end.</summary>
    public void Signal() => IsSignalled = true;

    /// <summary>The program hung up while it was waiting for an answer.</summary>
    public void CallWasCut() => _callWasCut = true;

    /// <summary>A registration was answered with an error, which has been reported.</summary>
    public void RegistrationFailed(string answer) => _failures.Enqueue((answer, null));

    /// <summary>A request of no use to anybody was answered with an error.</summary>
    public void RequestFailed(string answer, DeploymentError error)
    {
        _failures.Enqueue((answer, null));
        _run.Reporter.Error(error);
    }

    /// <summary>
    /// A function call was answered with an error. The program may get along without it: it counts if the program complains.
    /// </summary>
    public void InvokeFailed(string answer, DeploymentError error) => _failures.Enqueue((answer, error));

    /// <summary>The program says something. An error that only repeats what it was answered is no second error.</summary>
    public void Log(DeploymentDiagnostic diagnostic)
    {
        if (diagnostic.Severity != DiagnosticSeverity.Error)
        {
            _run.Reporter.Diagnostic(diagnostic);
            return;
        }

        var (answer, unreported) =
            _failures.FirstOrDefault(failure => diagnostic.Message.Contains(failure.Answer, StringComparison.Ordinal));
        if (answer is null)
            _run.Reporter.Error(new DeploymentError(DeploymentErrorCodes.ProgramError,
                diagnostic.Message) { Urn = diagnostic.Urn });
        else if (unreported is not null) _run.Reporter.Error(unreported);
    }

    /// <summary>The program writes a line.</summary>
    public void Output(string line, bool isError)
    {
        if (isError)
        {
            _lastErrorLines.Enqueue(line);
            if (_lastErrorLines.Count > 20) _lastErrorLines.TryDequeue(out _);
        }

        _run.Reporter.ProgramOutput(line, isError);
    }

    /// <summary>
    /// What is wrong with how the program ended. Its exit code alone says little: Node ends with 0 also where it gave up.
    /// </summary>
    /// <returns>The error besides those that have been reported; null if there is none.</returns>
    public DeploymentError? ExitError(IProgram program, int exitCode)
    {
        var problem = exitCode switch
        {
            0 when StackUrn is null => "ended without having registered anything. Is it a Pulumi program?",
            0 when !IsSignalled =>
                "ended before all of its resources were registered (exit code 0 without the end being signalled).",
            0 when _callWasCut => "ended while it was still waiting for a resource.",
            0 => null,
            _ when _run.Reporter.HasErrors => null,
            32 => "failed without saying why (exit code 32).",
            _ => $"failed with exit code {exitCode}.",
        };
        if (problem is null) return null;
        var said = _lastErrorLines.IsEmpty
            ? "" : $" Its last words on standard error: {string.Join(Environment.NewLine, _lastErrorLines)}";
        return new DeploymentError(DeploymentErrorCodes.ProgramFailed,
            $"The {program.Description} {problem}{said}") { Target = program.Description };
    }
}
