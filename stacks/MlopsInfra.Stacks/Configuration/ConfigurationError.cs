namespace MlopsInfra.Stacks;

/// <summary>One mistake in the configuration.</summary>
/// <param name="Key">Full key, with the path inside its value, as in <c>mlops-infra:training.maxNodes</c>.</param>
/// <param name="Value">What was given; null where it is missing.</param>
/// <param name="Allowed">What is allowed, and what to do about it.</param>
public sealed record ConfigurationError(string Key, string? Value, string Allowed)
{
    /// <summary>
    /// Whether what was given is not repeated: what stands below a wrong key may be a secret that belongs elsewhere.
    /// </summary>
    public bool IsValueWithheld { get; init; }

    /// <summary>The sentence for people.</summary>
    public override string ToString() => this switch
    {
        { IsValueWithheld: true } => $"{Key}: {Allowed}",
        { Value: null } => $"{Key} is missing: {Allowed}",
        _ => $"{Key} is '{Value}': {Allowed}",
    };
}
