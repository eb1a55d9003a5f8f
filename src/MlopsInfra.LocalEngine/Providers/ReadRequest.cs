using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The question of <see cref="IProvider.ReadAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">The id to look for.</param>
/// <param name="Inputs">Known inputs, or hints of the program; may be empty.</param>
/// <param name="Outputs">Known outputs; may be empty.</param>
public sealed record ReadRequest(string Urn, string Type, string Id, PropertyMap Inputs, PropertyMap Outputs);
