using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Testing;

/// <summary>A request to a scoring service, and what its answer has to be.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Request">What is asked.</param>
internal sealed record Sample(string Name, JsonObject Request)
{
    /// <summary>The HTTP status of the answer. Default: 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>How many predictions there have to be. Default: as many as the request has rows.</summary>
    public int? Rows { get; init; }

    /// <summary>The least and the greatest value of a prediction's members, by their names.</summary>
    public IReadOnlyDictionary<string, (double Low, double High)> Bounds { get; init; } =
        new Dictionary<string, (double, double)>();

    /// <summary>What the answer has to hold; it may hold more.</summary>
    public JsonObject Body { get; init; } = [];

    /// <summary>How far numbers of <see cref="Body"/> may be off. Default: 1e-6.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>What is wrong with an answer, in words; null if nothing is.</summary>
    /// <param name="status">Its HTTP status.</param>
    /// <param name="body">Its body; null if that is no JSON.</param>
    /// <param name="text">Its body as it came.</param>
    public string? Check(int status, JsonNode? body, string text)
    {
        if (status != Status) return $"expected status {Status}, got {status}: {Short(text)}";
        if (body is not JsonObject answer) return $"expected a JSON object, got {Short(text)}";
        if (status == 200 && CheckPredictions(answer) is { } wrong) return wrong;
        return Comparison.Difference(Body, answer, Tolerance);
    }

    private string? CheckPredictions(JsonObject answer)
    {
        if (answer["predictions"] is not JsonArray predictions) return "the answer has no list 'predictions'";
        var rows = Rows ?? (Request["data"] as JsonArray)?.Count;
        if (rows is { } wanted && predictions.Count != wanted) return $"expected {wanted} predictions, got {predictions.Count}";
        for (var row = 0; row < predictions.Count; row++)
        {
            foreach (var (name, (low, high)) in Bounds)
            {
                if (predictions[row] is not JsonObject prediction || prediction[name] is not JsonValue value
                    || !value.TryGetValue<double>(out var number)) return $"predictions[{row}].{name} is no number";
                if (number < low || number > high)
                    return string.Create(System.Globalization.CultureInfo.InvariantCulture,
                        $"predictions[{row}].{name}: expected {low} to {high}, got {number}");
            }
        }

        return null;
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];
}
