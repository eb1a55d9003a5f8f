using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>A call that one of the cloud's services makes to another.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">Where to.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body; strings go as they are, all else as JSON.</param>
internal sealed record ServiceCall(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, JsonNode? Body);
