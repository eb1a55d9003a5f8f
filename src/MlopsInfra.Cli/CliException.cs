using MlopsInfra.Formats.Secrets;

namespace MlopsInfra.Cli;

/// <summary>
/// An error that is told to the user as it is, without a stack trace. What looks like a secret is not repeated.
/// </summary>
internal sealed class CliException : Exception
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="exitCode">The process's exit code.</param>
    /// <param name="code">A short name of the error for machines, as in <c>UnknownStack</c>.</param>
    /// <param name="message">What, where, and what to do.</param>
    /// <param name="target">What it is about: a file, a setting, a resource; null if the message says it all.</param>
    /// <param name="inner">What caused it; null for nothing else.</param>
    public CliException(ExitCode exitCode, string code, string message, string? target = null, Exception? inner = null)
        : base(SecretTexts.Hide(message), inner)
    {
        ExitCode = exitCode;
        Code = code;
        Target = target;
    }

    /// <summary>The process's exit code.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>A short name of the error for machines.</summary>
    public string Code { get; }

    /// <summary>What it is about; null if the message says it all.</summary>
    public string? Target { get; }

    /// <summary>The errors below this one; empty if there are none.</summary>
    public IReadOnlyList<ErrorDetail> Details { get; init; } = [];
}
