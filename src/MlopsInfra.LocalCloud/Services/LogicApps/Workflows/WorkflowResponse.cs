using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>What a run answers its caller.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record WorkflowResponse(int Status, IReadOnlyDictionary<string, string> Headers, JsonNode? Body);
