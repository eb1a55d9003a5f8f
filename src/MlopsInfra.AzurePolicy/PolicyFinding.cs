namespace MlopsInfra.AzurePolicy;

/// <summary>A policy that a resource violates.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Effect">What the policy does about it.</param>
public sealed record PolicyFinding(AppliedPolicy Policy, PolicyResource Resource, PolicyEffect Effect)
{
    /// <summary>What Modify and Append change: <c>field = value</c>, as far as the definition says so.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
