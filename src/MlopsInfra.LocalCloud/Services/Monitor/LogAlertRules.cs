using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// Conditions of log alerts: the query has to be one, unless the rule asks for no validation, and no more periods fail than there
/// are.
/// </summary>
internal static class LogAlertRules
{
    public static void Check(PutContext put)
    {
        var conditions = (put.Body.At("properties.criteria.allOf") as JsonArray ?? []).OfType<JsonObject>().ToList();
        for (var index = 0; index < conditions.Count; index++)
        {
            var (condition, path) = (conditions[index], $"properties.criteria.allOf[{index}]");
            if (condition.Number("failingPeriods.minFailingPeriodsToAlert") > condition.Number(
                "failingPeriods.numberOfEvaluationPeriods"))
                throw Bad("The minFailingPeriodsToAlert must not be more than the numberOfEvaluationPeriods.",
                    $"{path}.failingPeriods.minFailingPeriodsToAlert");
            if (put.Body.Flag("properties.skipQueryValidation") == true || condition.Text("query") is not { } query) continue;
            if (KustoText.Mistake(query) is { } mistake)
                throw Bad($"The query validation failed: BadArgumentError, SyntaxError: Query could not be parsed: {mistake}.",
                    $"{path}.query");
        }
    }

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
