namespace MlopsInfra.LocalEngine;

/// <summary>Why a deployment, or one resource in it, failed.</summary>
/// <param name="Code">The cloud's error code, or one of <see cref="DeploymentErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record DeploymentError(string Code, string Message)
{
    /// <summary>What it is about: a property, a resource id, a file; null if nothing said so.</summary>
    public string? Target { get; init; }

    /// <summary>The resource that failed; null if it is no single one.</summary>
    public string? Urn { get; init; }
}
