using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// What metric alerts and log alerts have in common: how grave they are, how often they look, and how far back.
/// </summary>
internal static class AlertTiming
{
    /// <summary>Refuses what Azure refuses of either.</summary>
    public static void Check(PutContext put)
    {
        if (put.Body.Number("properties.severity") is < 0 or > 4)
            throw Bad("Severity must be between 0 and 4.", "properties.severity");
        var (frequency, window) = (put.Body.Text("properties.evaluationFrequency"), put.Body.Text("properties.windowSize"));
        if (PeriodOf(frequency, "properties.evaluationFrequency") is { } every
            && PeriodOf(window, "properties.windowSize") is { } over && every > over)
            throw Bad($"The evaluation frequency '{frequency}' must not be longer than the window size '{window}'.",
                "properties.evaluationFrequency");
    }

    /// <summary>Refuses an alert that looks at nothing.</summary>
    public static void CheckScopes(PutContext put)
    {
        if (put.Body.At("properties.scopes") is JsonArray { Count: 0 })
            throw Bad("At least one scope is required.", "properties.scopes");
    }

    /// <summary>A refusal in the code of both.</summary>
    public static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);

    private static TimeSpan? PeriodOf(string? text, string path)
    {
        if (text is null) return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw Bad($"'{text}' is no ISO 8601 duration such as PT5M.", path);
        }
    }
}
