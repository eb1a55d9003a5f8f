namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>The process has ended.</summary>
internal sealed class KilledException : Exception;
