using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.AutoMl;

/// <summary>
/// Reads what an AutoML step says that learns from texts or images: one set of parameters, or a search for the best.
/// </summary>
internal static class AutoMlSearch
{
    private static readonly string[] Schedulers =
    [
        "none", "linear", "cosine", "cosine_with_restarts", "polynomial", "constant", "constant_with_warmup", "warmup_cosine",
        "step",
    ];

    private static readonly AutoMlSection Limits = new("limits",
        ["max_trials", "max_concurrent_trials", "max_nodes", "timeout_minutes", "trial_timeout_minutes"], []);

    private static readonly AutoMlSection Featurization = new("featurization", ["dataset_language"], []);

    public static JsonObject Read(YamlMap map, string what, AutoMlTask task)
    {
        var isText = task.Data == AutoMlData.Text;
        var limits = Limits.Read(map, what) ?? [];
        if (isText)
        {
            limits["max_trials"] ??= 1;
            limits["max_nodes"] ??= 1;
        }

        // Names in texts are found without a column that says what they are.
        return new JsonObject()
            .With("target_column_name", task.Name == "text_ner"
                ? map.Text("target_column_name") : map.Required("target_column_name", what))
            .With("validation_data_size", isText ? null : map.Number("validation_data_size"))
            .With("limits", limits)
            .With("featurization", isText ? Featurization.Read(map, what) : null)
            .With("training_parameters", Parameters(map))
            .With("sweep", Sweep(map, what))
            .With("search_space", Spaces(map, isText));
    }

    private static JsonObject? Parameters(YamlMap owner)
    {
        if (owner.Map("training_parameters") is not { } map) return null;
        var parameters = new JsonObject()
            .With("optimizer", map.Word("optimizer", "none", "sgd", "adam", "adamw"))
            .With("learning_rate_scheduler", map.Word("learning_rate_scheduler", Schedulers));
        // The others are many and each model has its own: Azure checks them.
        foreach (var (key, value) in map.Others().ToArray()) parameters[key] = YamlScalar.ToJson(value);
        return parameters;
    }

    private static JsonObject? Sweep(YamlMap owner, string what)
    {
        if (owner.Map("sweep") is not { } map) return null;
        var of = $"the sweep of {what}";
        var sweep = new JsonObject()
            .With("sampling_algorithm", SamplingAlgorithm.Read(map, of))
            .With("early_termination", EarlyTermination.Read(map, of));
        UnknownKeys.Keep(map, of, sweep);
        return sweep;
    }

    private static JsonArray? Spaces(YamlMap map, bool isText)
    {
        if (map.Node("search_space") is not { } node) return null;
        if (node is not YamlSequenceNode list)
        {
            map.Error(map.At(node), "'search_space' has to be a list: one entry for each model or group of models");
            return null;
        }

        return new JsonArray([.. list.Children.Select(item => Space(map.AsMap(item, "an entry of 'search_space'"), isText))]);
    }

    private static JsonObject Space(YamlMap? map, bool isText)
    {
        var space = new JsonObject();
        foreach (var (key, value) in map?.Entries ?? [])
        {
            if (value is not YamlMappingNode)
                space[key] = YamlScalar.ToJson(value);
            else if (map!.AsMap(value, key) is { } distribution)
                space[key] = isText ? SearchSpace.Distribution(distribution, $"'{key}' in the search space")
                    : Call(SearchSpace.Distribution(distribution, $"'{key}' in the search space"));
        }

        return space;
    }

    // For images Azure takes a distribution as a text: uniform(0.001,0.01), choice('a','b').
    private static string Call(JsonObject distribution)
    {
        var arguments = distribution.Where(entry => entry.Key != "type")
            .SelectMany(entry => entry.Value is JsonArray values ? values : new JsonArray(Wire.Copy(entry.Value)))
            .Select(PythonText.Repr);
        return $"{distribution["type"]}({string.Join(',', arguments)})";
    }
}
