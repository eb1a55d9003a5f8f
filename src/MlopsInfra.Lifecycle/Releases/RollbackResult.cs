namespace MlopsInfra.Lifecycle.Releases;

/// <summary>What serves after a rollback.</summary>
/// <param name="Where">The container group, or the endpoint.</param>
/// <param name="Release">Name of the release.</param>
/// <param name="Model">Its model, <c>NAME:VERSION</c>; null if no release made it.</param>
/// <param name="Left">What served until then; null for nothing.</param>
public sealed record RollbackResult(string Where, string Release, string? Model, string? Left);
