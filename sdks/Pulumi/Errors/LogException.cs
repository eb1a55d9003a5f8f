namespace Pulumi;

/// <summary>An error could not be delivered to the engine (protocol E9).</summary>
public class LogException(Exception exception) : Exception("Error occurred during logging", exception);
