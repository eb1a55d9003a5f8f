namespace MlopsInfra.Cli.Simulating;

/// <summary>A row of the reference data.</summary>
/// <param name="Values">Its values as they are written, by column; what is empty is left out.</param>
/// <param name="Label">Its outcome; null where it is not known.</param>
internal sealed record ReferenceRow(IReadOnlyDictionary<string, string> Values, string? Label);
