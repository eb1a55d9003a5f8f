namespace MlopsInfra.LocalEngine;

/// <summary>Something that the program or the engine says.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Message">What is said; may hold terminal colour codes of the program.</param>
/// <param name="Urn">The resource that it is about; null if none.</param>
/// <param name="IsEphemeral">Whether it is of passing interest only (progress).</param>
public sealed record DeploymentDiagnostic(DiagnosticSeverity Severity, string Message, string? Urn = null,
    bool IsEphemeral = false);
