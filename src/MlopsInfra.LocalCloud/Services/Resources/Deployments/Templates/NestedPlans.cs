using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>What a template in a template would deploy, as far as that can be known before anything is deployed.</summary>
internal static class NestedPlans
{
    /// <summary>The plan of a nested deployment; null where it depends on what is not there yet.</summary>
    /// <param name="outer">The template around it.</param>
    /// <param name="deployment">The nested deployment.</param>
    /// <exception cref="ArmException">The nested template is not valid.</exception>
    public static TemplatePlan? Of(TemplatePlan outer, PlannedResource deployment)
    {
        JsonObject body;
        try
        {
            body = outer.Body(deployment, new TemplateAnswers(), keepsUnknown: true);
        }
        catch (PendingValueException)
        {
            return null;
        }

        try
        {
            var request = DeploymentRequest.Read(ResourceId.Parse(deployment.Id), body);
            return TemplatePlan.Of(outer.Context.Cloud, request with { PlannedGroup = GroupOf(outer, request.Scope) });
        }
        catch (ArmException) when (IsUnknown(body["properties"]?["parameters"]))
        {
            return null;
        }
    }

    private static JsonObject? GroupOf(TemplatePlan outer, DeploymentScope scope) =>
        outer.Order.FirstOrDefault(each => each.Id.Equals(scope.Id, StringComparison.OrdinalIgnoreCase)) is { } group
            ? outer.Body(group, new TemplateAnswers(), keepsUnknown: true) : outer.Context.Request.PlannedGroup;

    /// <summary>Whether some value is an expression still, so that it is not known yet.</summary>
    /// <param name="value">What was evaluated as far as possible.</param>
    public static bool IsUnknown(JsonNode? value) => value switch
    {
        JsonObject members => members.Any(pair => IsUnknown(pair.Value)),
        JsonArray items => items.Any(IsUnknown),
        JsonValue leaf when leaf.TryGetValue(out string? text) => TemplateExpressionParser.IsExpression(text),
        _ => false,
    };
}
