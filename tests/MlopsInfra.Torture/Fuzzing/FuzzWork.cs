namespace MlopsInfra.Torture.Fuzzing;

/// <summary>Some inputs of a reader.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="First">Number of the first.</param>
/// <param name="Count">How many.</param>
internal sealed record FuzzWork(string Reader, long First, int Count);
