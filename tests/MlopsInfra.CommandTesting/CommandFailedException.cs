namespace MlopsInfra.CommandTesting;

/// <summary>A command did not do what the test expects of it.</summary>
/// <param name="message">What it did, with everything that it printed.</param>
public sealed class CommandFailedException(string message) : Exception(message);
