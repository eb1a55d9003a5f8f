using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>
/// Attributes of OpenTelemetry. Those that become a column are taken; the rest are the row's properties, as texts, which is how
/// Azure's exporter sends them.
/// </summary>
/// <param name="attributes">The attributes.</param>
internal sealed class OtlpAttributes(IEnumerable<KeyValue> attributes)
{
    private readonly Dictionary<string, string> _all = attributes.GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => Text(group.Last().Value), StringComparer.Ordinal);

    /// <summary>Takes the first of some attributes that is there; null if none is.</summary>
    /// <param name="names">Their names: the present one, then older ones.</param>
    public string? Take(params ReadOnlySpan<string> names)
    {
        string? found = null;
        foreach (var name in names)
        {
            if (_all.Remove(name, out var value)) found ??= value;
        }

        return found;
    }

    /// <summary>What was not taken.</summary>
    public JsonObject Rest() => new(_all.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>A value as a text.</summary>
    /// <param name="value">The value.</param>
    public static string Text(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "True" : "False",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue =>
            Json(value)!.ToJsonString(JsonText.Options),
        _ => "",
    };

    /// <summary>An id as the SDKs write it: in hexadecimal digits; null for none.</summary>
    /// <param name="id">The id.</param>
    public static string? Hex(ByteString id) => id.IsEmpty ? null : Convert.ToHexStringLower(id.Span);

    private static JsonNode? Json(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue) => value.DoubleValue,
        AnyValue.ValueOneofCase.ArrayValue => new JsonArray([.. value.ArrayValue.Values.Select(Json)]),
        AnyValue.ValueOneofCase.KvlistValue => new JsonObject(value.KvlistValue.Values.DistinctBy(pair => pair.Key)
            .Select(pair => KeyValuePair.Create(pair.Key, Json(pair.Value)))),
        _ => Text(value),
    };
}
