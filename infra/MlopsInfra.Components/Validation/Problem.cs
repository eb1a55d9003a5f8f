namespace MlopsInfra.Components;

/// <summary>One mistake in what a component was given.</summary>
/// <param name="Argument">Path of the argument, as in <c>Storage.SoftDeleteDays</c>.</param>
/// <param name="Value">What was given, as text; null where it is missing.</param>
/// <param name="Allowed">What is allowed, and what to do about it.</param>
public sealed record Problem(string Argument, string? Value, string Allowed)
{
    /// <summary>The sentence for people.</summary>
    public override string ToString() =>
        Value is null ? $"{Argument} is missing: {Allowed}" : $"{Argument} is '{Value}': {Allowed}";
}
