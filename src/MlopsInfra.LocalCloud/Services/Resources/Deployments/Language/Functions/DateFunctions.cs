using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions of dates. Source: "Date functions for ARM templates".</summary>
internal static class DateFunctions
{
    /// <summary>The form that dates have unless another one is asked for.</summary>
    public const string DefaultFormat = "yyyyMMddTHHmmssZ";

    /// <summary>All of them but the one that reads the clock.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("dateTimeAdd", 2, 3, Add),
        new("dateTimeFromEpoch", 1, 1,
            arguments => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(Integer(arguments[0]), -62135596800, 253402300799))
                .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        new("dateTimeToEpoch", 1, 1, arguments => Read(Text(arguments[0])).ToUnixTimeSeconds()),
    ];

    /// <summary>A time in a form.</summary>
    public static string Format(DateTimeOffset time, string format)
    {
        try
        {
            return time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new TemplateException($"'{format}' is no format of a date.");
        }
    }

    private static JsonNode? Add(IReadOnlyList<JsonNode?> arguments)
    {
        try
        {
            return Format(Read(Text(arguments[0])) + XmlConvert.ToTimeSpan(Text(arguments[1])),
                arguments.Count > 2 ? Text(arguments[2]) : DefaultFormat);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new TemplateException($"'{Text(arguments[1])}' is no duration that can be added.");
        }
    }

    private static DateTimeOffset Read(string text) =>
        DateTimeOffset.TryParseExact(text, DefaultFormat.Replace("Z", "'Z'", StringComparison.Ordinal),
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new TemplateException($"'{text}' is no date.");
}
