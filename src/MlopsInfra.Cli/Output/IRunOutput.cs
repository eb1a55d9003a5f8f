using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Output;

/// <summary>Tells the user what a command does: as a live tree, as plain lines, or as one JSON document.</summary>
internal interface IRunOutput : IDeploymentObserver, IAsyncDisposable
{
    /// <summary>A phase begins.</summary>
    /// <param name="title">As in <c>Building stacks/MlopsInfra.Stacks</c>.</param>
    void Phase(string title);

    /// <summary>Something was registered, or found to be there.</summary>
    /// <param name="asset">What.</param>
    void Published(PublishedAsset asset);

    /// <summary>All went well.</summary>
    /// <param name="report">What was done.</param>
    ValueTask SucceededAsync(RunReport report);

    /// <summary>It failed. What was reported so far stays true.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="report">What was done before; null if nothing was.</param>
    ValueTask FailedAsync(CliException failure, RunReport? report);
}
