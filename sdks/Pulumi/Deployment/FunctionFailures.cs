using Pulumirpc;

namespace Pulumi;

/// <summary>What a function refused, as one error (protocol R17).</summary>
internal static class FunctionFailures
{
    public static void ThrowIfAny(string token, IReadOnlyCollection<CheckFailure> failures)
    {
        if (failures.Count > 0)
            throw new InvalidOperationException(
                $"Invoke of '{token}' failed: "
                    + $"{string.Join("; ", failures.Select(failure => $"{failure.Reason} ({failure.Property})"))}");
    }
}
