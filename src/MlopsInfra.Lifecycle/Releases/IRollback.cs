namespace MlopsInfra.Lifecycle.Releases;

/// <summary>The way back of one kind of scoring.</summary>
internal interface IRollback
{
    /// <summary>What serves once it has run.</summary>
    RollbackResult Result { get; }

    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="release">The release; null for the one that served before.</param>
    /// <param name="progress">Is told what is found otherwise than expected.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is no such release.</exception>
    Task<PlannedStep> PlanAsync(string? release, ILifecycleProgress progress, CancellationToken cancellationToken);

    /// <summary>Goes back.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was done, in a few words.</returns>
    Task<string> RunAsync(CancellationToken cancellationToken);
}
