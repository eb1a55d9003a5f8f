namespace MlopsInfra.AzurePolicy;

/// <summary>A policy can't be read or judged: what is wrong with it, or what is not known here.</summary>
/// <param name="message">What is wrong, for people.</param>
/// <param name="inner">What it came of; null for nothing.</param>
public sealed class PolicyLanguageException(string message, Exception? inner = null) : Exception(message, inner);
