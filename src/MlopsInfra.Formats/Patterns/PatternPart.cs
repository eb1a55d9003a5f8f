namespace MlopsInfra.Formats.Patterns;

/// <summary>A part of a pattern: which characters it takes.</summary>
/// <param name="Takes">Whether it takes a character; null for the begin of parts that may be left out.</param>
/// <param name="Repeats">Whether it takes any number of them, none as well, and not one.</param>
/// <param name="Optional">How many parts after this one may be left out.</param>
public sealed record PatternPart(Func<int, bool>? Takes, bool Repeats = false, int Optional = 0);
