using System.Text;

namespace MlopsInfra.Torture.Requests;

/// <summary>A request that the server answers as a client means it, from which others are made.</summary>
/// <param name="Subject">What it is asked of: <c>Resource Manager</c>, <c>blobs</c> ...</param>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, escaped.</param>
/// <param name="Audience">What its token is for; null for none.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Host">The host; null for the address.</param>
/// <param name="Headers">More headers.</param>
internal sealed record RequestSeed(
    string Subject, string Method, string Target, string? Audience, byte[]? Body = null, string ContentType = "application/json",
    string? Host = null, params (string Name, string Value)[] Headers)
{
    /// <summary>A request with a text as its body.</summary>
    public static RequestSeed Text(string subject, string method, string target, string? audience, string body,
        string contentType = "application/json", string? host = null, params (string Name, string Value)[] headers) =>
        new(subject, method, target, audience, Encoding.UTF8.GetBytes(body), contentType, host, headers);
}
