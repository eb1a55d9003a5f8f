namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>A link of the chain that leads from a prediction to the commit and the data that it goes back to.</summary>
/// <param name="Kind">What it is.</param>
public sealed record TraceLink(TraceKind Kind)
{
    /// <summary>Its name, as in <c>pump-failures:3</c>; null where it is missing.</summary>
    public string? Name { get; init; }

    /// <summary>Its ARM id or address; null where it has none.</summary>
    public string? Id { get; init; }

    /// <summary>Why it is missing, or can't be seen; null where it is there.</summary>
    public string? Missing { get; init; }

    /// <summary>What is known of it, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>A link that is missing.</summary>
    /// <param name="kind">What it would be.</param>
    /// <param name="why">Why it is missing.</param>
    /// <param name="name">Its name, where at least that is known.</param>
    public static TraceLink None(TraceKind kind, string why, string? name = null) =>
        new(kind) { Missing = why, Name = name };
}
