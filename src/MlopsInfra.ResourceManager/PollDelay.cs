using Azure;
using Azure.Core;

namespace MlopsInfra.ResourceManager;

/// <summary>
/// Waits between looks at a long-running operation: short at first, growing by half; never shorter than <c>Retry-After</c>.
/// </summary>
public sealed class PollDelay : DelayStrategy
{
    private readonly TimeSpan _first;

    /// <summary>Sets the waits.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="limit">The longest one.</param>
    // The base class takes the longer of this strategy's delay and the answer's Retry-After.
    public PollDelay(TimeSpan first, TimeSpan limit)
        : base(limit, jitterFactor: 0)
    {
        _first = first;
    }

    /// <inheritdoc/>
    protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber) =>
        _first * Math.Pow(1.5, Math.Min(retryNumber, 20));
}
