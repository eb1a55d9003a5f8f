using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>One event.</summary>
/// <param name="Source">The ARM resource it happened to.</param>
/// <param name="Type">What happened, as Event Grid calls it.</param>
/// <param name="Subject">What exactly.</param>
/// <param name="Data">The event's data.</param>
public sealed record CloudEvent(ResourceId Source, string Type, string Subject, JsonObject Data);
