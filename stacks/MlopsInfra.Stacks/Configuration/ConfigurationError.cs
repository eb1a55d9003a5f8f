namespace MlopsInfra.Stacks;

/// <summary>One mistake in the configuration.</summary>
/// <param name="Key">Full key, with the path inside its value, as in <c>mlops-infra:training.maxNodes</c>.</param>
/// <param name="Value">What was given; null where it is missing.</param>
/// <param name="Allowed">What is allowed, and what to do about it.</param>
public sealed record ConfigurationError(string Key, string? Value, string Allowed)
{
    /// <summary>The sentence for people.</summary>
    public override string ToString() => Value is null ? $"{Key} is missing: {Allowed}" : $"{Key} is '{Value}': {Allowed}";
}
