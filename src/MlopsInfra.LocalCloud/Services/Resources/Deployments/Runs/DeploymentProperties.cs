using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>What a deployment shows of itself.</summary>
internal static class DeploymentProperties
{
    /// <summary>Its properties.</summary>
    /// <param name="plan">What is deployed.</param>
    /// <param name="state">Its state.</param>
    /// <param name="correlationId">What ties its requests together.</param>
    /// <param name="now">The time.</param>
    public static JsonObject Of(TemplatePlan plan, string state, string correlationId, DateTimeOffset now)
    {
        var request = plan.Context.Request;
        try
        {
            return new JsonObject
            {
                ["templateHash"] = TemplateHash.Of(request.Template),
                ["parameters"] = plan.Context.Parameters.Shown(),
                ["mode"] = request.IsComplete ? "Complete" : "Incremental",
                ["provisioningState"] = state,
                ["timestamp"] = DeploymentOperations.Stamp(now),
                ["duration"] = "PT0S",
                ["correlationId"] = correlationId,
                ["providers"] = Providers(plan),
                ["dependencies"] = Dependencies(plan),
            };
        }
        catch (TemplateException exception)
        {
            // A default that nothing in the template needs.
            throw TemplatePlan.Invalid(exception.Message);
        }
    }

    /// <summary>The resources as ids.</summary>
    public static JsonArray Ids(IEnumerable<PlannedResource> resources) =>
        new([.. resources.Select(resource => (JsonNode)new JsonObject { ["id"] = resource.Id })]);

    private static JsonArray Providers(TemplatePlan plan) => new([.. plan.Order
        .GroupBy(resource => resource.Type.Split('/')[0], StringComparer.OrdinalIgnoreCase)
        .Select(space => (JsonNode)new JsonObject
        {
            ["namespace"] = space.Key,
            ["resourceTypes"] = new JsonArray([.. space
                .GroupBy(resource => resource.Type[(space.Key.Length + 1)..], StringComparer.OrdinalIgnoreCase)
                .Select(type => (JsonNode)new JsonObject
                {
                    ["resourceType"] = type.Key,
                    ["locations"] = new JsonArray([.. type.Select(Location).Distinct().Select(location => (JsonNode?)location)]),
                })]),
        })]);

    private static string? Location(PlannedResource resource)
    {
        try
        {
            return resource.Source["location"] is { } location
                && TemplateEvaluator.Evaluate(location, resource.Scope) is JsonValue value
                && value.TryGetValue(out string? text) ? Regions.Normalize(text) : null;
        }
        catch (TemplateException)
        {
            // Known only when it is deployed.
            return null;
        }
    }

    private static JsonArray Dependencies(TemplatePlan plan) => new([.. plan.Order
        .Where(resource => resource.DependsOn.Count > 0)
        .Select(resource =>
        {
            var dependency = DeploymentOperations.Target(resource);
            dependency["dependsOn"] =
                new JsonArray([.. resource.DependsOn.Select(before => (JsonNode)DeploymentOperations.Target(before))]);
            return (JsonNode)dependency;
        })]);
}
