namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>The HEALTHCHECK of an image.</summary>
/// <param name="Test">The command, as image configurations have it: <c>CMD</c>, <c>CMD-SHELL</c> or <c>NONE</c> comes
/// first.</param>
/// <param name="Times">Its interval, timeout and start period in nanoseconds and its retries, by their names there.</param>
internal sealed record ImageHealthCheck(IReadOnlyList<string> Test, IReadOnlyDictionary<string, long> Times);
