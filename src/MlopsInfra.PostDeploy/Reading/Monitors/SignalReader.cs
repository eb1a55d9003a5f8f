using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Jobs;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Monitors;

/// <summary>Reads what a monitor watches.</summary>
internal static class SignalReader
{
    private static readonly string[] Types =
    [
        "data_drift", "data_quality", "prediction_drift", "feature_attribution_drift", "model_performance", "custom",
        "generation_safety_quality", "generation_token_statistics",
    ];

    /// <summary>The signal as Azure takes it; null, with an error, if it is of no type.</summary>
    /// <param name="source">The monitor.</param>
    /// <param name="map">Its keys.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? Read(MonitorSource source, YamlMap map, string what)
    {
        if (map.OneOf("type", Types) is not { } type)
        {
            if (!map.Has("type")) map.Error(map.Location, $"{what} needs 'type': {string.Join(", ", Types)}");
            return null;
        }

        var signal = new JsonObject
        {
            ["signalType"] = CamelCase.Pascal(type),
            ["mode"] = map.Flag("alert_enabled") ?? false ? "Enabled" : "Disabled",
        };
        signal.With("properties", Tags.Read(map, "properties"));
        if (type == "custom") Custom(source, map, what, signal);
        else Data(source, map, what, type, signal);
        map.NoOthers(what);
        return signal;
    }

    private static void Data(MonitorSource source, YamlMap map, string what, string type, JsonObject signal)
    {
        // Those of text generation compare with nothing; those of attribution and performance join several sources.
        var isGeneration = type.StartsWith("generation_", StringComparison.Ordinal);
        var production = MonitorData.Production(source, map, what);
        signal["productionData"] = type is "data_drift" or "data_quality" or "prediction_drift" or "generation_token_statistics"
            ? production is [var first, ..] ? first : null : new JsonArray([.. production]);
        if (!isGeneration) signal.With("referenceData", MonitorData.Reference(source, map, what));
        switch (type)
        {
            case "data_drift" or "data_quality":
                signal.With("features", Features(map))
                    .With("featureDataTypeOverride", map.Json("feature_type_override"))
                    .With("metricThresholds", Thresholds.ByDataType(map));
                break;
            case "prediction_drift":
                signal.With("metricThresholds", Thresholds.ByDataType(map)).With("modelType", "classification");
                break;
            case "feature_attribution_drift":
                signal.With("metricThreshold", Thresholds.Single(map, "normalized_discounted_cumulative_gain"));
                break;
            case "model_performance":
                Thresholds.Performance(map, signal);
                break;
            default:
                signal.With("metricThresholds", Thresholds.Generation(map))
                    .With("workspaceConnectionId", map.Text("connection_id"))
                    .With("samplingRate", map.Value("sampling_rate"));
                break;
        }

        if (map.Map("data_segment") is not { } segment) return;
        signal["dataSegment"] = new JsonObject()
            .With("feature", segment.Text("feature_name"))
            .With("values", segment.Value("feature_values"));
        segment.NoOthers("a data segment");
    }

    private static void Custom(MonitorSource source, YamlMap map, string what, JsonObject signal)
    {
        if (map.Has("component_id"))
        {
            signal.With("componentId",
                ComponentReader.ReadReference(source.Folder, map, "component_id", source.File) is { } component
                ? AssetLink.To(component, AssetForm.Id) : null);
        }
        else
        {
            map.Error(map.Location, $"{what} needs 'component_id'");
        }

        signal.With("metricThresholds", Thresholds.Custom(map));
        var inputs = BindingReader.ReadInputs(source.Folder, map, source.File);
        if (inputs.Count > 0)
        {
            signal["inputs"] = new JsonObject(
                inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value.InJob())));
        }

        var assets = new JsonObject();
        foreach (var (name, value) in map.EntriesOf("input_data"))
            if (map.AsMap(value, $"input '{name}'") is { } data) assets.With(name, MonitorData.Reference(source, data));
        signal.With("inputAssets", assets.Count > 0 ? assets : null);
        var connection = map.Map("connection");
        signal["workspaceConnection"] = new JsonObject()
            .With("environmentVariables", connection?.Json("environment_variables"))
            .With("secrets", connection?.Json("secret_config"));
        connection?.NoOthers("a connection");
    }

    // `all_features`, a list of names, or `{top_n_feature_importance: 10}`.
    private static JsonObject? Features(YamlMap map)
    {
        switch (map.Node("features"))
        {
            case YamlSequenceNode:
                return new JsonObject { ["filterType"] = "FeatureSubset" }.With("features", map.Value("features"));
            case YamlMappingNode:
                var filter = map.Map("features")!;
                var top = filter.Value("top_n_feature_importance") ?? 10;
                filter.NoOthers("a filter of features");
                return new JsonObject { ["filterType"] = "TopNByAttribution" }.With("top", top);
            default:
                return map.OneOf("features", "all_features") is null ? null : new JsonObject { ["filterType"] = "AllFeatures" };
        }
    }
}
