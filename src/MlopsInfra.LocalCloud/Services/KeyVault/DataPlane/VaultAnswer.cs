using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>What a vault answers.</summary>
/// <param name="Body">The body; null for none.</param>
/// <param name="Status">The status.</param>
internal sealed record VaultAnswer(JsonNode? Body, int Status = 200);
