namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>A chain from a prediction, or what serves, back to data, pipeline and commit.</summary>
/// <param name="Links">The links, in that order.</param>
public sealed record TraceChain(IReadOnlyList<TraceLink> Links)
{
    /// <summary>Whether no link is missing.</summary>
    public bool IsComplete => Links.All(link => link.Missing is null);
}
