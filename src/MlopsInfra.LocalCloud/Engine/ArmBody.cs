using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>A body and what in it is secret.</summary>
/// <param name="Json">The body.</param>
/// <param name="Secrets">JSON pointers of secret values.</param>
internal sealed record ArmBody(JsonObject Json, IReadOnlyList<string> Secrets);
