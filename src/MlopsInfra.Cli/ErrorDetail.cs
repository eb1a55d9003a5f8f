using MlopsInfra.Formats.Secrets;

namespace MlopsInfra.Cli;

/// <summary>One of several errors that are told together.</summary>
/// <param name="Code">A short name of the error for machines.</param>
/// <param name="Message">What, where, and what to do.</param>
/// <param name="Target">What it is about; null if the message says it all.</param>
internal sealed record ErrorDetail(string Code, string Message, string? Target)
{
    /// <summary>What, where, and what to do, without what looks like a secret.</summary>
    public string Message { get; } = SecretTexts.Hide(Message);
}
