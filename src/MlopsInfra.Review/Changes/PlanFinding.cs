namespace MlopsInfra.Review.Changes;

/// <summary>What the cloud will not do of a plan, although the plan does not show it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Urn">The resource.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Path">The property; null where it is the resource as a whole.</param>
/// <param name="Text">What will happen, and what can be done about it: plain sentences.</param>
public sealed record PlanFinding(PlanFindingKind Kind, string Urn, string Type, string? Path, string Text);
