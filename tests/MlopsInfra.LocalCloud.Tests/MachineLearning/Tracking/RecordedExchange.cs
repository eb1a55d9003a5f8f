using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>
/// An exchange of <c>tests/MlflowExchanges</c>: what MLflow's client, or Azure's plugin for it, sent, and what it was answered.
/// Long lists are cut in it: a text such as <c>... 2 more</c> stands for the rest.
/// </summary>
internal sealed record RecordedExchange(
    string Case, string Method, string Path, JsonObject Headers, JsonNode? Body, int Status, JsonNode? Answer)
{
    /// <summary>All of them, in the order in which they were recorded.</summary>
    public static IReadOnlyList<RecordedExchange> All { get; } =
    [
        .. JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "tests", "MlflowExchanges",
            "exchanges.json")))!
            .AsArray().Select(exchange => Read(exchange!)),
    ];

    /// <summary>Whether a text stands for the rest of a list.</summary>
    public static bool IsRest(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text)
        && text.StartsWith("... ", StringComparison.Ordinal) && text.EndsWith(" more", StringComparison.Ordinal);

    private static RecordedExchange Read(JsonNode exchange) => new(
        (string)exchange["case"]!, (string)exchange["request"]!["method"]!, (string)exchange["request"]!["path"]!,
        exchange["request"]!["headers"]!.AsObject(), exchange["request"]!["body"], (int)exchange["response"]!["status"]!,
        exchange["response"]!["body"]);
}
