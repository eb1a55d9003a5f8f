namespace MlopsInfra.PostDeploy;

/// <summary>Something that happened while publishing, for a display.</summary>
/// <param name="Stage">What happened.</param>
/// <param name="Kind">Of what: <c>code</c>, <c>environment</c>, <c>component</c>, <c>pipeline</c>, <c>data</c>, <c>model</c>,
/// <c>endpoint</c>, <c>deployment</c>, <c>schedule</c>, <c>job</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; null if it has none.</param>
/// <param name="Detail">For people; null if there is nothing to add.</param>
public sealed record PublishEvent(PublishStage Stage, string Kind, string Name, string? Version = null, string? Detail = null);
