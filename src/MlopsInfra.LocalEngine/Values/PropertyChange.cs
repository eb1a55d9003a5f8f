namespace MlopsInfra.LocalEngine.Values;

/// <summary>One changed property.</summary>
/// <param name="Path">Its path in the inputs, as in <c>tags.owner</c> or <c>subnets[0].name</c>.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="ForcesReplacement">Whether Azure can't change it in place.</param>
public sealed record PropertyChange(string Path, PropertyChangeKind Kind, bool ForcesReplacement);
