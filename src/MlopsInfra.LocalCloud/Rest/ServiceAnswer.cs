using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>The answer to a <see cref="ServiceCall"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body: JSON where it is some, otherwise text; null if there is none.</param>
internal sealed record ServiceAnswer(int Status, JsonObject Headers, JsonNode? Body);
