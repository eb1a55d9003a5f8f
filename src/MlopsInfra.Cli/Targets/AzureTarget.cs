using MlopsInfra.Cli.Output;
using MlopsInfra.Contract;
using MlopsInfra.LocalEngine;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Targets;

/// <summary>The Azure that a command works on: the one that the stack names, or the local cloud in its place.</summary>
internal abstract class AzureTarget : IAsyncDisposable
{
    /// <summary>Where it is, behind a stack's name in a sentence: nothing, or <c> on the local cloud</c>.</summary>
    public abstract string Place { get; }

    /// <summary>The subscription that the stack goes to if the command line says none; null if nothing says it.</summary>
    public abstract string? ConfiguredSubscription { get; }

    /// <summary>Whether people would miss what is deleted there, so that they are asked before.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What was done there, for the end of the report.</summary>
    public virtual IReadOnlyList<string> Facts => [];

    /// <summary>Chooses one. Nothing is opened yet.</summary>
    /// <param name="isLocal">Whether the command line says <c>--local</c>.</param>
    /// <param name="stack">The stack.</param>
    public static AzureTarget For(bool isLocal, LocalStack stack) =>
        isLocal ? new LocalTarget(stack) : new AzureCloudTarget(stack);

    /// <summary>The outputs of the stack that is deployed there.</summary>
    /// <param name="source">A file, <c>-</c> for standard input, or null for who deployed the stack there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CliException">They can't be had.</exception>
    /// <exception cref="EnvironmentOutputsException">Some are missing or wrong.</exception>
    public abstract Task<EnvironmentOutputs> ReadOutputsAsync(string? source, CancellationToken cancellationToken);

    /// <summary>Opens the connection, and on the local cloud the store and its REST side.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How the Azure SDK's clients reach it, until this object is disposed of.</returns>
    public abstract Task<AzureConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Goes into the network of an environment that is up, where that can be said at all. In Azure a run stands where it stands.
    /// </summary>
    /// <param name="outputs">The environment.</param>
    /// <param name="output">Is told; null: nobody has to know.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public virtual Task EnterNetworkAsync(EnvironmentOutputs outputs, IRunOutput? output, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
