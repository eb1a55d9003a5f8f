using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>A provider that is ready for use.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Reference"><c>URN::ID</c>, as resources name it.</param>
/// <param name="Configuration">What it was configured with.</param>
internal sealed record ConfiguredProvider(IProvider Provider, string Reference, PropertyMap Configuration);
