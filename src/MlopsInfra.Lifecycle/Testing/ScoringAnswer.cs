using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Testing;

/// <summary>What a scoring service answered.</summary>
/// <param name="Status">The HTTP status; 0 where there was no answer.</param>
/// <param name="Text">The body; without an answer, why there is none.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record ScoringAnswer(int Status, string Text, TimeSpan Duration)
{
    /// <summary>The body as JSON; null if it is none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The release that says it answered; null if the answer does not say.</summary>
    public string? Release => (Body as JsonObject)?["release"] is JsonValue value && value.TryGetValue<string>(out var name)
        ? name : null;

    /// <summary>Whether it is what a service answers that is not ready yet: 404, 424, 502, 503, 504, or nothing.</summary>
    public bool IsWarmingUp => Status is 0 or 404 or 424 or 502 or 503 or 504;
}
