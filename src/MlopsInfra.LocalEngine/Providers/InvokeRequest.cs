using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The question of <see cref="IProvider.InvokeAsync"/>.</summary>
/// <param name="Token">The function's token.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record InvokeRequest(string Token, PropertyMap Arguments);
