namespace MlopsInfra.Policies;

/// <summary>
/// A built-in Azure Policy definition that an environment violates, and why: what a platform team is asked to exempt.
/// </summary>
/// <param name="PolicyId">Id of the definition: a GUID.</param>
/// <param name="Standing">Of which kind the reason is.</param>
/// <param name="Reason">The reason.</param>
public sealed record PolicyException(string PolicyId, PolicyStanding Standing, string Reason)
{
    /// <summary>What it would cost to keep it, in money; null where the reason says all.</summary>
    public string? Price { get; init; }
}
