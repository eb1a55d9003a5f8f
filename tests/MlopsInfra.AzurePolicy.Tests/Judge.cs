using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>One policy before one resource.</summary>
internal static class Judge
{
    public const string Account = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/data";

    /// <summary>A resource of a type, with a body.</summary>
    public static PolicyResource Resource(string type, string body, string? id = null) =>
        new(id ?? $"/subscriptions/s/resourceGroups/rg/providers/{type}/x", type, "2024-01-01", JsonNode.Parse(body)!.AsObject());

    /// <summary>Whether a condition holds for a resource.</summary>
    public static bool Holds(string condition, PolicyResource resource, string parameters = "{}", params PolicyResource[] others)
    {
        var definition = new PolicyDefinition("test", "Test", "All", JsonNode.Parse(parameters)!.AsObject(),
            JsonNode.Parse(condition)!.AsObject(), "Audit", null);
        return new PolicyEvaluator(Around(others)).Holds(AppliedPolicy.WithDefaults(definition), resource);
    }

    /// <summary>
    /// Whether one of the built-in definitions, as Deny or by its own effect, is violated by a resource with others beside it.
    /// </summary>
    public static bool IsViolated(string id, PolicyResource resource, params PolicyResource[] others)
    {
        var policy = PolicySet.BuiltIn.Single(policy => policy.Definition.Key.StartsWith(id, StringComparison.Ordinal));
        return new PolicyEvaluator(Around([resource, .. others])).Evaluate(policy,
            [new EvaluatedResource(resource, resource)]).Count > 0;
    }

    private static PolicySurroundings Around(IReadOnlyList<PolicyResource> resources) =>
        new("s", resources, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
