using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Sweeps;

/// <summary>What values an input of a sweep may have ("CLI (v2) sweep job YAML schema", parameter expressions).</summary>
/// <param name="name">The input.</param>
/// <param name="range">The range, with its type and its bounds.</param>
internal sealed class SearchRange(string name, JsonObject range)
{
    private readonly string _type = range["type"].AsText()?.ToLowerInvariant() ?? "";

    /// <summary>The input.</summary>
    public string Name => name;

    /// <summary>All of its values; null where there is a continuum of them.</summary>
    public IReadOnlyList<string>? Values => _type switch
    {
        "choice" => [.. (range["values"] as JsonArray ?? []).Select(Text)],
        "randint" => [.. Enumerable.Range(0, (int)Number("upper")).Select(value => Text(value))],
        _ => null,
    };

    /// <summary>Draws one.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <exception cref="JobException">There is nothing to draw from.</exception>
    public string Draw(Random random)
    {
        if (Values is { } values)
            return values.Count > 0 ? values[random.Next(values.Count)]
                : throw JobException.User($"The search space of the input '{name}' has no values.");
        return Text(_type switch
        {
            "uniform" => Uniform(random),
            "loguniform" => Math.Exp(Uniform(random)),
            "quniform" => Quantized(Uniform(random)),
            "qloguniform" => Quantized(Math.Exp(Uniform(random))),
            "normal" => Normal(random),
            "lognormal" => Math.Exp(Normal(random)),
            "qnormal" => Quantized(Normal(random)),
            "qlognormal" => Quantized(Math.Exp(Normal(random))),
            _ => throw JobException.User($"The search space of the input '{name}' has the type '{_type}', which is not known."),
        });
    }

    private double Uniform(Random random) =>
        Number("min_value") + random.NextDouble() * (Number("max_value") - Number("min_value"));

    // Box and Muller.
    private double Normal(Random random) => Number("mu") + Number("sigma")
        * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private double Quantized(double value) => Math.Round(value / Number("q")) * Number("q");

    private double Number(string member) => double.TryParse(Text(range[member]), CultureInfo.InvariantCulture, out var number)
        ? number : throw JobException.User($"The search space of the input '{name}' has no number {member}.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(JsonNode? value) => value.AsText() ?? value?.ToJsonString() ?? "";
}
