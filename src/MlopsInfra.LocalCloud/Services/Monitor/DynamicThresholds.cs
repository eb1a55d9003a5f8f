using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// Conditions whose threshold Azure learns, in metric alerts and in log alerts: "Create a metric alert with dynamic thresholds"
/// and the descriptions of both types. Azure's sentences are not published.
/// </summary>
internal static class DynamicThresholds
{
    private const string Dynamic = "DynamicThresholdCriterion";

    private static readonly string[] Sensitivities = ["Low", "Medium", "High"];
    private static readonly string[] Operators = ["GreaterThan", "LessThan", "GreaterOrLessThan"];

    /// <summary>Whether a condition has a threshold that is learned.</summary>
    public static bool IsDynamic(JsonObject condition) =>
        Dynamic.Equals(condition.Text("criterionType"), StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses what Azure refuses of them.</summary>
    /// <param name="put">The PUT of the alert.</param>
    public static void Check(PutContext put)
    {
        JsonObject[] conditions = [.. put.Body.Objects("properties.criteria.allOf")];
        foreach (var (index, condition) in conditions.Index().Where(one => IsDynamic(one.Item)))
        {
            var path = $"properties.criteria.allOf[{index}]";
            if (conditions.Length > 1)
                throw AlertTiming.Bad(
                    "Dynamic thresholds can't be used in alert rules that have multiple conditions. Make a rule of each.",
                    "properties.criteria.allOf");
            CheckOneOf(condition, "alertSensitivity", Sensitivities, path);
            CheckOneOf(condition, "operator", Operators, path);
            if (condition.Number("threshold") is not null)
                throw AlertTiming.Bad("A dynamic threshold is learned: a 'threshold' must not be given.", $"{path}.threshold");
            CheckPeriods(condition, path);
        }
    }

    private static void CheckPeriods(JsonObject condition, string path)
    {
        var (all, fewest) = (condition.Number("failingPeriods.numberOfEvaluationPeriods"),
            condition.Number("failingPeriods.minFailingPeriodsToAlert"));
        if (all < 1 || fewest < 1)
            throw AlertTiming.Bad("The failing periods and the evaluation periods must be at least 1.", $"{path}.failingPeriods");
        if (fewest > all)
            throw AlertTiming.Bad("The minFailingPeriodsToAlert must not be more than the numberOfEvaluationPeriods.",
                $"{path}.failingPeriods.minFailingPeriodsToAlert");
    }

    private static void CheckOneOf(JsonObject condition, string member, string[] allowed, string path)
    {
        if (condition.Text(member) is { } value && !allowed.Contains(value, StringComparer.OrdinalIgnoreCase))
            throw AlertTiming.Bad(
                $"'{value}' is not allowed for a dynamic threshold. Allowed: {string.Join(", ", allowed)}.", $"{path}.{member}");
    }
}
