namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What a request asks for: what faults choose by and the log keeps.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Host">The host it was sent to, without the port, as in <c>management.azure.com</c>.</param>
/// <param name="Path">The path, decoded.</param>
/// <param name="Query">The query with its question mark, or nothing.</param>
public sealed record RequestInfo(string Method, string Host, string Path, string Query);
