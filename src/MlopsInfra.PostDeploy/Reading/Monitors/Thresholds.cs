using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Jobs;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Monitors;

/// <summary>Reads from which value on a signal is a reason to worry.</summary>
internal static class Thresholds
{
    private const string Key = "metric_thresholds";

    private static readonly string[] Metrics =
    [
        "jensen_shannon_distance", "normalized_wasserstein_distance", "population_stability_index",
        "two_sample_kolmogorov_smirnov_test", "pearsons_chi_squared_test", "null_value_rate", "data_type_error_rate",
        "out_of_bounds_rate",
    ];

    /// <summary><c>{numerical: {jensen_shannon_distance: 0.02}, categorical: {...}}</c>.</summary>
    /// <param name="signal">The signal.</param>
    public static JsonArray? ByDataType(YamlMap signal)
    {
        if (signal.Map(Key) is not { } map) return null;
        var thresholds = new JsonArray();
        foreach (var type in new[] { "numerical", "categorical" })
        {
            if (map.Map(type) is not { } metrics) continue;
            foreach (var metric in Metrics)
            {
                if (metrics.Value(metric) is { } value)
                    thresholds.Add(Of(CamelCase.Of(metric), value).With("dataType", CamelCase.Pascal(type)));
            }

            metrics.NoOthers($"the {type} thresholds");
        }

        map.NoOthers("thresholds");
        return thresholds;
    }

    /// <summary>The threshold of a signal that has one metric.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="metric">The metric.</param>
    public static JsonObject Single(YamlMap signal, string metric)
    {
        var map = signal.Map(Key);
        var threshold = Of(CamelCase.Of(metric), map?.Value(metric));
        map?.NoOthers("thresholds");
        return threshold;
    }

    /// <summary><c>[{metric_name: errors, threshold: 3}]</c>.</summary>
    /// <param name="signal">The signal.</param>
    public static JsonArray Custom(YamlMap signal)
    {
        var thresholds = new JsonArray();
        if (signal.Node(Key) is not YamlDotNet.RepresentationModel.YamlSequenceNode list) return thresholds;
        foreach (var map in list.Children.Select(item => signal.AsMap(item, "a threshold")).OfType<YamlMap>())
        {
            thresholds.Add(Of(map.Required("metric_name", "a threshold"), map.Value("threshold")));
            map.NoOthers("a threshold");
        }

        return thresholds;
    }

    /// <summary><c>{groundedness: {aggregated_groundedness_pass_rate: 0.7}}</c>, and counts of tokens.</summary>
    /// <param name="signal">The signal.</param>
    public static JsonArray Generation(YamlMap signal)
    {
        var thresholds = new JsonArray();
        if (signal.Json(Key) is not { } groups) return thresholds;
        foreach (var (group, values) in groups)
        {
            var metrics = values as JsonObject ?? [];
            // A score of an instance counts as bad below 3, unless something else is said.
            var score = $"acceptable_{group}_score_per_instance";
            if (group != "totaltoken" && !metrics.ContainsKey(score)) metrics[score] = 3;
            foreach (var (metric, value) in metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
                thresholds.Add(Of(CamelCase.Pascal(metric), value));
        }

        return thresholds;
    }

    /// <summary>
    /// <c>{classification: {accuracy: 0.9}}</c>. The service has one metric here; `az ml` writes all of them into a property.
    /// </summary>
    /// <param name="signal">The signal.</param>
    /// <param name="content">Takes the thresholds.</param>
    public static void Performance(YamlMap signal, JsonObject content)
    {
        List<string> texts = [];
        foreach (var (model, values) in signal.Json(Key) ?? [])
        {
            foreach (var (metric, value) in values as JsonObject ?? [])
            {
                var name = metric switch
                {
                    "mae" => "MeanAbsoluteError",
                    "mse" => "MeanSquaredError",
                    "rmse" => "RootMeanSquaredError",
                    _ => CamelCase.Pascal(metric),
                };
                texts.Add($$$"""{"modelType":"{{{model}}}","metric":"{{{name}}}","threshold":{"value":{{{value}}}}}""");
            }
        }

        if (content["properties"] is not JsonObject properties) content["properties"] = properties = [];
        properties["azureml.modelmonitor.model_performance_thresholds"] = $"[{string.Join(", ", texts)}]";
        content["metricThreshold"] = Of("Accuracy", 0.9).With("modelType", "Classification");
    }

    private static JsonObject Of(string metric, JsonNode? value) => new JsonObject { ["metric"] = metric }
        .With("threshold", value is null ? null : new JsonObject { ["value"] = value.DeepClone() });
}
