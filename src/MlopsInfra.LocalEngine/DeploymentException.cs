using System.Collections.Immutable;

namespace MlopsInfra.LocalEngine;

/// <summary>
/// A deployment that can't begin or can't go on: a file that is missing or damaged, a stack in use by another process, wrong
/// configuration.
/// </summary>
public sealed class DeploymentException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="code">One of <see cref="DeploymentErrorCodes"/>.</param>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="target">The file, stack or setting that it is about; null if there is none.</param>
    /// <param name="innerException">What it comes from; null if it was found here.</param>
    public DeploymentException(string code, string message, string? target = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Target = target;
    }

    /// <summary>One of <see cref="DeploymentErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The file, stack or setting that it is about; null if there is none.</summary>
    public string? Target { get; }

    /// <summary>Each single mistake, where several were found at once; otherwise empty.</summary>
    public ImmutableArray<DeploymentError> Details { get; init; } = [];

    /// <summary>The same as an error of a <see cref="DeploymentResult"/>.</summary>
    public DeploymentError ToError() => new(Code, Message) { Target = Target };
}
