using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The question of <see cref="IProvider.PreviewAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="OldInputs">The inputs of the last deployment; null for a create or a replacement.</param>
/// <param name="OldOutputs">The outputs of the last deployment; null for a create or a replacement.</param>
/// <param name="NewInputs">The new checked inputs; may hold unknowns.</param>
public sealed record PreviewRequest(string Urn, string Type, PropertyMap? OldInputs, PropertyMap? OldOutputs,
    PropertyMap NewInputs);
