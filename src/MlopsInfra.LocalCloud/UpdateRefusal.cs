namespace MlopsInfra.LocalCloud;

/// <summary>A change that a plan calls an update and that Azure will not make.</summary>
/// <param name="Path">The input, as in <c>agentPoolProfiles[0].vmSize</c>.</param>
/// <param name="Kind">What Azure does about it.</param>
/// <param name="Code">Azure's code of the refusal; empty where it refuses nothing.</param>
/// <param name="Reason">Why, and what can be done instead: one or two sentences for a reader of the plan.</param>
public sealed record UpdateRefusal(string Path, UpdateRefusalKind Kind, string Code, string Reason);
