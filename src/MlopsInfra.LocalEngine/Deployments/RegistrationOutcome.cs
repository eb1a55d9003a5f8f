using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>What a program is answered.</summary>
/// <param name="Urn">The URN.</param>
/// <param name="Id">The id; null for a component, and for what does not exist yet.</param>
/// <param name="Outputs">The whole state, inputs included; what a preview can't know is missing or unknown.</param>
/// <param name="WasReplaced">Whether a new resource took (or will take) the place of an old one.</param>
internal sealed record RegistrationOutcome(string Urn, string? Id, PropertyMap Outputs, bool WasReplaced = false);
