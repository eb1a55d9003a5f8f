using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Serving;

/// <summary>Puts a recorded answer and one from the wire into one form, in which they can be compared as texts.</summary>
internal static partial class RecordedAnswer
{
    /// <summary>The bytes of a recorded request.</summary>
    public static byte[] Request(JsonObject request)
    {
        if (request["raw"] is { } raw) return Encoding.UTF8.GetBytes((string)raw!);
        var body = request["body"] is { } content ? Bytes(content) : null;
        // Microsoft's server listened on a port of five digits.
        var head = new StringBuilder($"{request["method"]} {((string)request["path"]!).Replace("<4100 x b>",
            new string('b', 4100), StringComparison.Ordinal)} HTTP/1.1\r\nHost: 127.0.0.1:40000\r\n");
        foreach (var header in request["headers"]!.AsArray()) head.Append($"{header![0]}: {header[1]}\r\n");
        if (body is not null) head.Append($"Content-Length: {body.Length}\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("Connection: close\r\n\r\n").ToString()), .. body ?? []];
    }

    /// <summary>A recorded answer.</summary>
    public static string Expected(JsonObject response)
    {
        var text = new StringBuilder($"{response["status"]} {response["reason"]}\n");
        foreach (var header in response["headers"]!.AsArray()) text.Append($"{header![0]}: {header[1]}\n");
        return Unify(text.ToString(), response["body"] is JsonObject described && !described.ContainsKey("hex")
            ? Encoding.UTF8.GetBytes(described.ToJsonString()) : Bytes(response["body"]!));
    }

    /// <summary>An answer from the wire.</summary>
    public static string Actual(byte[] answer)
    {
        while (answer.AsSpan().StartsWith("HTTP/1.1 100"u8)) answer = answer[(EndOfHead(answer) + 4)..];
        var end = EndOfHead(answer);
        var lines = Encoding.Latin1.GetString(answer, 0, end).Split("\r\n");
        return Unify(string.Join('\n', [lines[0]["HTTP/1.1 ".Length..], .. lines[1..], ""]), answer[(end + 4)..]);
    }

    private static int EndOfHead(byte[] answer) => answer.AsSpan().IndexOf("\r\n\r\n"u8);

    private static string Unify(string head, byte[] body)
    {
        var text = Encoding.Latin1.GetString(body);
        head = Date().Replace(Uuid().Replace(Milliseconds().Replace(head, "fn-exec-ms: <ms>"), "<uuid4>"), "Date: <date>");
        if (text.Contains("\"paths\"", StringComparison.Ordinal))
        {
            // The sentences in a description are the server's own, and so is its length.
            head = Length().Replace(head, "Content-Length: <n>");
            text = JsonNode.Parse(Described().Replace(text, "\"description\":\"<text>\""))!.ToJsonString();
        }

        return $"{head}\n{text.Replace("127.0.0.1:40000", "127.0.0.1:PORT", StringComparison.Ordinal)}";
    }

    private static byte[] Bytes(JsonNode body) => body is JsonObject hex
        ? Convert.FromHexString((string)hex["hex"]!) : Encoding.UTF8.GetBytes((string)body!);

    [GeneratedRegex("fn-exec-ms: (<milliseconds, 3 decimals>|[0-9]+\\.[0-9]{3})")]
    private static partial Regex Milliseconds();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("Date: (?!<).* GMT")]
    private static partial Regex Date();

    [GeneratedRegex("Content-Length: [0-9]+")]
    private static partial Regex Length();

    [GeneratedRegex("\"description\": ?\"[^\"]*\"")]
    private static partial Regex Described();
}
