using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A change of a fixed property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Path">Where it is in the body, with the index of an item.</param>
/// <param name="Old">What is there; null if it is not set.</param>
/// <param name="Now">What is asked for; null if it is left out.</param>
internal sealed record FixedChange(FixedProperty Property, string Path, JsonNode? Old, JsonNode? Now);
