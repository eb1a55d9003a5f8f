namespace MlopsInfra.Stacks;

/// <summary>One mistake in the configuration.</summary>
/// <param name="Key">Full key, with the path inside its value, as in <c>mlops-infra:training.maxNodes</c>.</param>
/// <param name="Value">What was given; null where it is missing.</param>
/// <param name="Allowed">What is allowed, and what to do about it.</param>
public sealed record ConfigurationError(string Key, string? Value, string Allowed)
{
    /// <summary>
    /// Whether it is the key that is wrong. Its value may be the secret of a key that was misspelt, and is not repeated.
    /// </summary>
    public bool IsUnknownKey { get; init; }

    /// <summary>The sentence for people.</summary>
    public override string ToString() => this switch
    {
        { IsUnknownKey: true } => $"{Key}: {Allowed}",
        { Value: null } => $"{Key} is missing: {Allowed}",
        _ => $"{Key} is '{Value}': {Allowed}",
    };
}
