using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions that evaluate only those of their arguments that are needed: the others may well be errors.</summary>
internal static class ConditionalFunctions
{
    /// <summary>Calls one; false if it is none of them.</summary>
    public static bool TryCall(TemplateExpression.Call call, ITemplateScope scope, out JsonNode? value)
    {
        value = null;
        if (call.Is("if") && call.Arguments.Count == 3)
        {
            var condition = TemplateValues.Flag(TemplateEvaluator.Evaluate(call.Arguments[0], scope));
            value = TemplateEvaluator.Evaluate(call.Arguments[condition ? 1 : 2], scope);
            return true;
        }

        if (call.Arguments.Count > 1 && (call.Is("and") || call.Is("or")))
        {
            var ends = call.Is("or");
            value = call.Arguments.Any(argument => TemplateValues.Flag(TemplateEvaluator.Evaluate(argument, scope)) == ends)
                == ends;
            return true;
        }

        if (!call.Is("coalesce") || call.Arguments.Count == 0) return false;
        value = call.Arguments.Select(argument => TemplateEvaluator.Evaluate(argument, scope))
            .FirstOrDefault(found => found is not null);
        return true;
    }
}
