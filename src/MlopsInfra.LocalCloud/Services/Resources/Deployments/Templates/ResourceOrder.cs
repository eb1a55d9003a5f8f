using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>
/// What comes before what: <c>dependsOn</c>, and whatever an expression asks of another resource of the template.
/// </summary>
/// <param name="resources">The resources.</param>
internal sealed class ResourceOrder(PlannedResources resources)
{
    /// <summary>The resources that are deployed, each after what it depends on.</summary>
    /// <exception cref="TemplateException">Something is named that there is not, or they wait for each other.</exception>
    public IReadOnlyList<PlannedResource> Sort()
    {
        foreach (var resource in resources.All.Where(each => !each.IsLeftOut)) AddDependencies(resource);
        var (sorted, underWay) = (new List<PlannedResource>(), new HashSet<PlannedResource>(ReferenceEqualityComparer.Instance));
        var done = new HashSet<PlannedResource>(ReferenceEqualityComparer.Instance);
        foreach (var resource in resources.All.Where(each => !each.IsLeftOut)) Visit(resource, sorted, underWay, done);
        return sorted;
    }

    private static void Visit(PlannedResource resource, List<PlannedResource> sorted, HashSet<PlannedResource> underWay,
        HashSet<PlannedResource> done)
    {
        if (done.Contains(resource)) return;
        if (!underWay.Add(resource))
        {
            throw new TemplateException($"Circular dependency detected on resource: '{resource.Id}'. Please see "
                + "https://aka.ms/arm-syntax-resources for usage details.");
        }

        foreach (var before in resource.DependsOn) Visit(before, sorted, underWay, done);
        done.Add(resource);
        sorted.Add(resource);
    }

    private void AddDependencies(PlannedResource resource)
    {
        foreach (var name in resource.Source["dependsOn"] as JsonArray ?? [])
        {
            var text = Text(TemplateEvaluator.Evaluate(name, resource.Scope));
            var found = resources.Named(text);
            if (found.Count == 0)
            {
                throw new TemplateException($"The resource '{text}' is not defined in the template. Please see "
                    + "https://aka.ms/arm-syntax for usage details.");
            }

            Add(resource, found);
        }

        foreach (var text in Texts(Asking(resource)).Where(TemplateExpressionParser.IsExpression))
        {
            foreach (var call in TemplateExpressionParser.Parse(text).Calls) Add(resource, AskedBy(call, resource));
        }
    }

    // Who gives an API version and the whole id asks what is there before; all else is a resource of this template.
    private IReadOnlyList<PlannedResource> AskedBy(TemplateExpression.Call call, PlannedResource resource)
    {
        var asks = call.Is("reference") || call.Is("references") || RuntimeScope.IsList(call.Function);
        if (!asks || call.Arguments.Count == 0) return [];
        try
        {
            var name = Joined(TemplateEvaluator.Evaluate(call.Arguments[0], resource.Scope));
            if (call.Is("references")) return resources.OfLoop(name);
            return resources.Find(name) is { } found && (call.Arguments.Count == 1 || !name.StartsWith('/')) ? [found] : [];
        }
        catch (TemplateException)
        {
            // What is wrong with it is said when its value is needed, if it is.
            return [];
        }
    }

    private static void Add(PlannedResource resource, IEnumerable<PlannedResource> before) => resource.DependsOn.AddRange(
        before.Where(each => !each.IsLeftOut && !ReferenceEquals(each, resource) && !resource.DependsOn.Contains(each)));

    // A template of its own with an inner scope speaks of other resources.
    private static JsonNode? Asking(PlannedResource resource)
    {
        if (!resource.IsDeployment || resource.Source["properties"] is not JsonObject properties) return Own(resource.Source);
        return NestedTemplates.IsInner(resource) ? properties["parameters"] : resource.Source;
    }

    private static JsonObject Own(JsonObject source) =>
        new(source.Where(pair => pair.Key is not ("resources" or "dependsOn"))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        JsonObject members => members.SelectMany(pair => Texts(pair.Value).Prepend(pair.Key)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue leaf when leaf.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
