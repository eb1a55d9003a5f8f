using System.Text.Json.Nodes;

namespace MlopsInfra.EngineRecordings;

/// <summary>One call of a recorded run. The folder's README says what was recorded.</summary>
/// <param name="Run">The run, as in <c>01-up</c>.</param>
/// <param name="Service">The service, as in <c>ResourceProvider</c>.</param>
/// <param name="Method">The method, as in <c>Check</c>.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Response">What was answered.</param>
internal sealed record RecordedCall(string Run, string Service, string Method, JsonObject Request, JsonObject Response)
{
    /// <summary>What stands in a recording for a time.</summary>
    public const string Time = "TIME";

    /// <summary>The runs, in the order in which they were made.</summary>
    public static IReadOnlyList<string> Runs { get; } =
        [.. Directory.GetFiles(Folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    /// <summary>The resource that it is about; empty if it is about none.</summary>
    public string Urn => (string?)Request["urn"] ?? "";

    /// <summary>The type of that resource.</summary>
    public string Type => (string?)Request["type"] ?? "";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "EngineRecordings");

    /// <summary>The calls of a service in a run, in the order in which they ended.</summary>
    public static IReadOnlyList<RecordedCall> Of(string run, string service) =>
        [.. File.ReadLines(Path.Combine(Folder, $"{run}.jsonl")).Select(line => Read(run, line))
            .Where(call => call.Service == service)];

    /// <inheritdoc/>
    public override string ToString() => $"{Run}: {Service}/{Method} {Urn}";

    private static RecordedCall Read(string run, string line)
    {
        var call = JsonNode.Parse(line)!.AsObject();
        var method = ((string)call["method"]!).Split('/');
        return new RecordedCall(run, method[0], method[1], call["request"]!.AsObject(), call["response"]!.AsObject());
    }
}
