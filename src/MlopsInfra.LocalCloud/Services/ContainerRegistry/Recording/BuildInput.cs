using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>What a build is told besides its context and its Dockerfile.</summary>
/// <param name="Arguments">Values of ARGs.</param>
/// <param name="Target">The stage to stop at; null for the last one.</param>
/// <param name="OperatingSystem">As in <c>linux</c>.</param>
/// <param name="Architecture">As in <c>amd64</c>.</param>
/// <param name="FindBase">
/// The image of a name; null where it is outside of this cloud. Throws where it should be in this cloud and is not.
/// </param>
internal sealed record BuildInput(
    IReadOnlyDictionary<string, string> Arguments, string? Target, string OperatingSystem, string Architecture,
    Func<string, RecordedImage?> FindBase);
