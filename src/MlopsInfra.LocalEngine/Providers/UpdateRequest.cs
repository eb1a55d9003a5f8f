using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The question of <see cref="IProvider.UpdateAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="OldInputs">The inputs of the last deployment.</param>
/// <param name="OldOutputs">The outputs of the last deployment.</param>
/// <param name="NewInputs">The new checked inputs.</param>
/// <param name="Timeout">The custom timeout, if one was given.</param>
public sealed record UpdateRequest(string Urn, string Type, string Id, PropertyMap OldInputs, PropertyMap OldOutputs,
    PropertyMap NewInputs, TimeSpan? Timeout);
