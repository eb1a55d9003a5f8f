namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A reader told a defect of its own as a result: no reader promises that.</summary>
/// <param name="text">What it told, with the exception behind it.</param>
internal sealed class InternalErrorException(string text) : Exception(text);
