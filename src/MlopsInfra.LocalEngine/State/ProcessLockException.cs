namespace MlopsInfra.LocalEngine.State;

/// <summary>A lock is held by another process.</summary>
/// <param name="holder">Who holds it, as in <c>process 4711 (mlops local serve dev), since 2026-01-31 12:00:00 UTC</c>.</param>
/// <param name="innerException">What the file system said.</param>
public sealed class ProcessLockException(string holder, Exception innerException)
    : Exception($"The lock is held by {holder}.", innerException)
{
    /// <summary>
    /// Who holds it: the process, its command line and since when; <c>another process</c> where that is not known.
    /// </summary>
    public string Holder { get; } = holder;
}
