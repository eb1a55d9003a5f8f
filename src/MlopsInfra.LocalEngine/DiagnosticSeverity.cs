namespace MlopsInfra.LocalEngine;

/// <summary>How serious a diagnostic is. Debug messages are dropped by the engine.</summary>
public enum DiagnosticSeverity
{
    /// <summary>For the user to know; nothing is wrong.</summary>
    Info,

    /// <summary>A warning; the deployment goes on.</summary>
    Warning,

    /// <summary>An error; the deployment has failed.</summary>
    Error,
}
