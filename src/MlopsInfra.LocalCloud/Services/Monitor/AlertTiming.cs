using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// What metric alerts and log alerts have in common: how grave they are, how often they look, and how far back.
/// </summary>
internal static class AlertTiming
{
    /// <summary>Where it is said how often they look.</summary>
    public const string Frequency = "properties.evaluationFrequency";

    /// <summary>Where it is said how far back.</summary>
    public const string Window = "properties.windowSize";

    /// <summary>Refuses what Azure refuses of either.</summary>
    /// <param name="put">The PUT of the alert.</param>
    /// <param name="longestDescription">How many characters a description may have ("Azure Monitor service limits").</param>
    public static void Check(PutContext put, int longestDescription)
    {
        if (put.Body.Text("properties.description")?.Length > longestDescription)
            throw Bad($"A description may have up to {longestDescription} characters.", "properties.description");
        if (put.Body.Number("properties.severity") is < 0 or > 4)
            throw Bad("Severity must be between 0 and 4.", "properties.severity");
        if (Period(put, Frequency) > Period(put, Window))
            throw Bad(
                $"The evaluation frequency '{put.Body.Text(Frequency)}' must not be longer than the window size "
                    + $"'{put.Body.Text(Window)}'.", Frequency);
    }

    /// <summary>Refuses an alert that looks at nothing.</summary>
    public static void CheckScopes(PutContext put)
    {
        if (put.Body.At("properties.scopes") is JsonArray { Count: 0 })
            throw Bad("At least one scope is required.", "properties.scopes");
    }

    /// <summary>A refusal in the code of both.</summary>
    public static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);

    /// <summary>The duration at a path; null if there is none.</summary>
    public static TimeSpan? Period(PutContext put, string path)
    {
        if (put.Body.Text(path) is not { } text) return null;
        return IsoDurations.Parse(text) ?? throw Bad($"'{text}' is no ISO 8601 duration such as PT5M.", path);
    }
}
