using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Monitors;

/// <summary>Reads the data that a monitor watches, and what it compares that with.</summary>
internal static class MonitorData
{
    private const string Default = "default";

    private static readonly string[] Contexts =
        ["model_inputs", "model_outputs", "training", "test", "validation", "ground_truth", "model_inputs_outputs"];

    /// <summary>The value of <c>production_data</c>: one set of data, or several.</summary>
    /// <param name="source">The monitor.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="what">What errors call it.</param>
    public static IReadOnlyList<JsonObject> Production(MonitorSource source, YamlMap signal, string what)
    {
        const string key = "production_data";
        var nodes = signal.Node(key) switch
        {
            YamlSequenceNode list => list.Children.ToArray(),
            { } one => [one],
            null => [],
        };
        if (nodes.Length == 0) signal.Error(signal.Location, $"{what} needs '{key}'");
        return [.. nodes.Select(node => signal.AsMap(node, $"'{key}'")).OfType<YamlMap>().Select(map => Trailing(source, map))];
    }

    /// <summary>The value of <c>reference_data</c>.</summary>
    /// <param name="source">The monitor.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? Reference(MonitorSource source, YamlMap signal, string what)
    {
        if (signal.Map("reference_data") is { } map) return Reference(source, map);
        if (!signal.Has("reference_data")) signal.Error(signal.Location, $"{what} needs 'reference_data'");
        return null;
    }

    /// <summary>Data that is compared with: all of it, that of a time, or the latest.</summary>
    /// <param name="source">The monitor.</param>
    /// <param name="map">The keys of the data.</param>
    public static JsonObject Reference(MonitorSource source, YamlMap map)
    {
        var content = Common(source, map);
        var window = map.Map("data_window");
        var size = window?.Text("lookback_window_size");
        var offset = window?.Text("lookback_window_offset");
        var (start, end) = (Day(window, "window_start"), Day(window, "window_end"));
        window?.NoOthers("a window of data");
        if (size is not null)
        {
            content["inputDataType"] = "Trailing";
            content["windowSize"] = size == Default ? source.ReferenceSize : size;
            content["windowOffset"] = offset == Default ? source.WindowSize : offset ?? "P0D";
        }
        else if (start is not null && end is not null)
        {
            content["inputDataType"] = "Static";
            content.With("windowStart", start).With("windowEnd", end);
        }
        else
        {
            content["inputDataType"] = "Fixed";
        }

        // Data that stands still is not processed first.
        var processing = Processing(source, map);
        if ((string?)content["inputDataType"] != "Fixed") content.With("preprocessingComponentId", processing);
        map.NoOthers("the data of a monitor");
        return content;
    }

    private static JsonObject Trailing(MonitorSource source, YamlMap map)
    {
        var content = Common(source, map);
        content["inputDataType"] = "Trailing";
        var window = map.Map("data_window");
        var size = window?.Text("lookback_window_size");
        content["windowSize"] = size is null or Default ? source.WindowSize : size;
        content["windowOffset"] = window?.Text("lookback_window_offset") ?? "P0D";
        window?.NoOthers("the window of production data");
        content.With("preprocessingComponentId", Processing(source, map));
        map.NoOthers("the data of a monitor");
        return content;
    }

    private static JsonObject Common(MonitorSource source, YamlMap map)
    {
        var columns = Tags.Read(map, "data_column_names");
        // Documented, but Microsoft's client fails on it: the service has it among the columns.
        if (map.Text("target_column_name") is { } target) (columns ??= [])["target_column"] = target;
        var content = new JsonObject()
            .With("dataContext", map.OneOf("data_context", Contexts))
            .With("columns", columns);
        const string key = "input_data";
        var input = map.Node(key) is { } node ? BindingReader.ReadInput(source.Folder, map, key, node, source.File) : null;
        if (input is null || input.IsOpen)
        {
            map.Error(map.At(key), $"the data of a monitor needs '{key}' with 'type' and 'path'");
            return content;
        }

        return content.With("jobInputType", input.Type).With("uri", input.Uri);
    }

    private static AssetLink? Processing(MonitorSource source, YamlMap map) =>
        ComponentReader.ReadReference(source.Folder, map, "pre_processing_component", source.File) is { } component
            ? AssetLink.To(component, AssetForm.Id) : null;

    private static string? Day(YamlMap? window, string key)
    {
        if (window?.Node(key) is not { } node) return null;
        var text = node is YamlScalarNode scalar ? YamlScalar.Text(scalar) : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString("yyyy-MM-dd'T00:00:00.000Z'", CultureInfo.InvariantCulture);
        window.Error(window.At(key), $"'{key}' is '{text}'; expected a day, as in 2025-01-31");
        return null;
    }
}
