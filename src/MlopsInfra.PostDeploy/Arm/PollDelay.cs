using Azure;
using Azure.Core;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>
/// Waits between looks at a long-running operation: short at first, growing by half; never shorter than <c>Retry-After</c>.
/// </summary>
internal sealed class PollDelay : DelayStrategy
{
    private readonly TimeSpan _first;

    // The base class takes the longer of this strategy's delay and the answer's Retry-After.
    public PollDelay(TimeSpan first, TimeSpan limit)
        : base(limit, jitterFactor: 0)
    {
        _first = first;
    }

    protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber) =>
        _first * Math.Pow(1.5, Math.Min(retryNumber, 20));
}
