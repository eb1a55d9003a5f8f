namespace MlopsInfra.LocalEngine;

/// <summary>A property of which a preview can't tell whether it changes.</summary>
/// <param name="Path">Its path in the inputs.</param>
/// <param name="Reason">Why.</param>
public sealed record UncomparedProperty(string Path, UncomparedReason Reason);
