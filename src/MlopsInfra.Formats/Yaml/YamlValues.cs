using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlopsInfra.Formats.Yaml;

/// <summary>
/// Refuses values without quotes that YAML 1.1 makes something of that can't be sent to Azure; in quotes they are text.
/// </summary>
internal static class YamlValues
{
    /// <summary>What is wrong with a scalar, and the remedy; null if nothing is.</summary>
    public static string? Mistake(Scalar scalar, bool isKey)
    {
        if (scalar.Style != ScalarStyle.Plain) return null;
        var what = PlainScalar.KindOf(scalar.Value) switch
        {
            PlainKind.Timestamp => "a date or a time to the Azure ML client, which can't send it",
            PlainKind.Float when !double.IsFinite(PlainScalar.FloatOf(scalar.Value)) => "no number that Azure takes",
            PlainKind.Merge => "a merge key in YAML 1.1, and no value",
            PlainKind.Invalid when !isKey || scalar.Value != "=" => "no value in YAML 1.1",
            _ => null,
        };
        return what is null ? null : $"{scalar.Value} is {what}: write it in quotes, \"{scalar.Value}\"";
    }
}
