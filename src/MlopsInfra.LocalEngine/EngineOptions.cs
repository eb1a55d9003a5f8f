using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine;

/// <summary>How to deploy. The defaults are those of everyday use.</summary>
public sealed record EngineOptions
{
    /// <summary>What counts where a caller says nothing.</summary>
    public static EngineOptions Default { get; } = new();

    /// <summary>How many operations of providers run at the same time; at least 1. Default: 32.</summary>
    public int Parallelism { get; init; } = 32;

    /// <summary>
    /// For a preview: the file of a stack's exported state (what <c>pulumi stack export</c> prints) to compare with, in place
    /// of the local state; null for the local one.
    /// </summary>
    public string? BaselineStateFile { get; init; }

    /// <summary>The same as the file's content, where it is in no file; null: see <see cref="BaselineStateFile"/>.</summary>
    public ReadOnlyMemory<byte>? BaselineState { get; init; }

    /// <summary>For a refresh: whether it only says what differs, and writes nothing. Default: false.</summary>
    public bool PreviewOnly { get; init; }

    /// <summary>
    /// For a preview against the state of a cloud that is not at hand: nothing is looked up. What the program reads is taken from
    /// the state, and what is not in it is unknown; what a function can't answer is unknown. Each such gap is a warning. Default:
    /// false.
    /// </summary>
    public bool CloudIsOutOfReach { get; init; }

    /// <summary>
    /// For an update: called once, before the first resource of a provider is created, changed or deleted; all changes wait for
    /// it. An update that changes nothing does not call it. A <see cref="DeploymentException"/> that it throws ends the update
    /// with nothing changed. Null: nothing is called. Default: null.
    /// </summary>
    public Func<CancellationToken, Task>? BeforeFirstChange { get; init; }

    /// <summary>
    /// For a preview or an update: called with the resources that the state knows, before the program is run. A
    /// <see cref="DeploymentException"/> that it throws ends the deployment with nothing begun. Null: nothing is called. Default:
    /// null.
    /// </summary>
    public Func<IReadOnlyList<ResourceRecord>, CancellationToken, Task>? BeforeProgram { get; init; }

    /// <summary>
    /// After a cancellation: how long operations under way may take to finish before they are cut off. Default: 30 s.
    /// </summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Environment variables for the program, on top of this process's own.</summary>
    public ImmutableDictionary<string, string> ProgramEnvironment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// The organization that the program is told. Default: <c>organization</c>, as Pulumi does for self-managed state.
    /// </summary>
    public string Organization { get; init; } = "organization";
}
