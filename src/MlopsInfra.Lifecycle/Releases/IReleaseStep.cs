namespace MlopsInfra.Lifecycle.Releases;

/// <summary>A part of a release. It finds out by itself what of it was done before.</summary>
internal interface IReleaseStep
{
    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is going to be done.</returns>
    /// <exception cref="LifecycleException">It can't be done.</exception>
    Task<IReadOnlyList<PlannedStep>> PlanAsync(CancellationToken cancellationToken);

    /// <summary>Does what is not done yet.</summary>
    /// <param name="cancellationToken">Ends it; what was done stays, and the next run goes on from there.</param>
    /// <exception cref="LifecycleException">It fails. What served before serves again.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}
