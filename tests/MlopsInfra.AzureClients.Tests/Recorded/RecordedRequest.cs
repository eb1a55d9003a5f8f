using System.Text.Json.Nodes;

namespace MlopsInfra.AzureClients.Tests.Recorded;

/// <summary>A request that a client was recorded to send, with its own API version and body, and what Azure answers.</summary>
/// <param name="Call">What the user called; the request itself where that was not recorded.</param>
/// <param name="Method">The method.</param>
/// <param name="PathAndQuery">Path and query, as they were sent.</param>
/// <param name="Body">The body as it goes over the wire; null for none.</param>
/// <param name="Statuses">The statuses that the client takes, or that Azure refuses the request with.</param>
/// <param name="Gap">Why the local cloud answers otherwise; null where it does not.</param>
internal sealed record RecordedRequest(
    string Call, HttpMethod Method, string PathAndQuery, string? Body, IReadOnlyList<int> Statuses, string? Gap)
{
    /// <summary>Whether it is none of the client's: it makes what was there when the client was recorded.</summary>
    public bool IsSetUp { get; private init; }

    /// <summary>
    /// The name that the service chose for what it made, or for the operation: later requests have it. Null where it chose none.
    /// </summary>
    public string? Chose { get; private init; }

    /// <summary>Reads a recording, in the order in which it was sent.</summary>
    /// <param name="client">The client, which is the name of the file in <c>tests/ClientRequests</c>.</param>
    public static IReadOnlyList<RecordedRequest> Read(string client) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "ClientRequests", client + ".jsonl"))
            .Select(line => Parse(JsonNode.Parse(line)!.AsObject()))];

    private static RecordedRequest Parse(JsonObject row)
    {
        var (method, path) = ((string)row["method"]!, (string)row["path"]!);
        var body = row["body"]?.ToJsonString();
        // What `az deployment` sends: it takes the template for JavaScript rather than JSON.
        if ((bool?)row["unquotedTemplateKey"] == true)
            body = body!.Replace("\"template\":", "template:", StringComparison.Ordinal);
        return new RecordedRequest(
            (string?)row["call"] ?? $"{method} {path.Split('?')[0]}", new HttpMethod(method), path, body,
            row["status"] is JsonArray many ? [.. many.Select(one => (int)one!)] : [(int)row["status"]!], (string?)row["gap"])
        {
            IsSetUp = (bool?)row["setUp"] == true,
            Chose = (string?)row["chose"],
        };
    }
}
