using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The question of <see cref="IProvider.DiffAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="OldInputs">The checked inputs of the last deployment.</param>
/// <param name="OldOutputs">The outputs of the last deployment.</param>
/// <param name="NewInputs">The checked inputs of this one (ignoreChanges already applied); may hold unknowns in a
/// preview.</param>
public sealed record DiffRequest(string Urn, string Type, string Id, PropertyMap OldInputs, PropertyMap OldOutputs,
    PropertyMap NewInputs);
