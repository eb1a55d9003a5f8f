using System.Globalization;
using System.Xml;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads numbers, and durations that YAML has as numbers.</summary>
internal static class Numbers
{
    /// <summary>An integer; null if the key is left out or, with an error, holds something else.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="key">The key.</param>
    public static long? Integer(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        if (map.Node(key) is YamlScalarNode scalar && YamlScalar.AsWhole(scalar) is { } whole) return whole;
        map.Error(map.At(key), $"'{key}' is '{text}', which is no integer");
        return null;
    }

    /// <summary>A number; null if the key is left out or, with an error, holds something else.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="key">The key.</param>
    public static double? Real(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        map.Error(map.At(key), $"'{key}' is '{text}', which is no number");
        return null;
    }

    /// <summary>Seconds as REST writes a duration, such as <c>PT5M</c>; null if there are none.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="key">The key.</param>
    public static string? Seconds(YamlMap map, string key) =>
        Integer(map, key) is { } number and not 0 ? XmlConvert.ToString(TimeSpan.FromSeconds(number)) : null;

    /// <summary>Milliseconds as REST writes a duration, such as <c>PT0.5S</c>; null if there are none.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="key">The key.</param>
    public static string? Milliseconds(YamlMap map, string key) =>
        Integer(map, key) is { } number and not 0 ? XmlConvert.ToString(TimeSpan.FromMilliseconds(number)) : null;
}
