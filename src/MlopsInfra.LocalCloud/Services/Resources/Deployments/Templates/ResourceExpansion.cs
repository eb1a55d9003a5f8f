using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>
/// From what a template lists to the resources that there are to be: loops, conditions, children in their parents.
/// </summary>
/// <param name="context">The template.</param>
/// <param name="resources">Where they are added.</param>
internal sealed class ResourceExpansion(TemplateContext context, PlannedResources resources)
{
    // Resource Manager's limit ("ARM template limits").
    private const int Most = 800;

    /// <summary>Adds all resources of the template.</summary>
    /// <exception cref="TemplateException">Something is wrong with one.</exception>
    public void AddAll()
    {
        var listed = context.Request.Template["resources"];
        if (listed is null) throw new TemplateException("The template has no 'resources'.");
        foreach (var (symbol, resource) in Listed(listed)) Add(symbol, resource, context, null, isLeftOut: false);
        var twice = resources.All.Where(each => !each.IsLeftOut).GroupBy(each => each.Id, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null)
        {
            throw new TemplateException($"The resource '{twice.Key}' is defined multiple times in a template. Please see "
                + "https://aka.ms/arm-syntax-resources for usage details.");
        }

        if (resources.All.Count > Most) throw new TemplateException(
            $"The number of template resources limit exceeded. Limit: '{Most}' and actual: '{resources.All.Count}'.");
    }

    private static IEnumerable<(string? Symbol, JsonObject Resource)> Listed(JsonNode? listed) => listed switch
    {
        JsonArray items => items.Select(item => ((string?)null, Object(item))),
        JsonObject named => named.Select(pair => ((string?)pair.Key, Object(pair.Value))),
        _ => throw new TemplateException("The template's 'resources' have to be an array or an object."),
    };

    private void Add(string? symbol, JsonObject resource, ITemplateScope scope, PlannedResource? parent, bool isLeftOut)
    {
        if (resource["copy"] is not JsonObject loop)
        {
            AddOne(symbol, resource, scope, parent, null, isLeftOut);
            return;
        }

        var name = loop["name"] is { } given
            ? Text(given) : throw new TemplateException("The copy loop of a resource has no name.");
        for (var index = 0; index < PropertyCopies.Length(loop, scope); index++)
            AddOne(symbol, resource, new CopyScope(scope, name, index), parent, name, isLeftOut);
    }

    private void AddOne(string? symbol, JsonObject resource, ITemplateScope scope, PlannedResource? parent, string? loop,
        bool isLeftOut)
    {
        string? Value(string member) => resource[member] is { } value ? Joined(TemplateEvaluator.Evaluate(value, scope)) : null;
        isLeftOut |= resource["condition"] is { } condition && !Holds(TemplateEvaluator.Evaluate(condition, scope))
            || resource["existing"] is JsonValue existing && Flag(existing);
        var (type, name) = (Value("type"), Value("name"));
        if (string.IsNullOrEmpty(type) || string.IsNullOrEmpty(name))
            throw new TemplateException("A template resource is not valid: it needs a 'type' and a 'name'.");
        if (parent is not null && !type.StartsWith(parent.Type + "/", StringComparison.OrdinalIgnoreCase))
            (type, name) = ($"{parent.Type}/{type}", $"{parent.Name}/{name}");
        var version = Value("apiVersion") ?? context.Request.Template["apiProfile"]?.ToString();
        if (string.IsNullOrEmpty(version))
            throw new TemplateException($"The template resource '{name}' is not valid: the api-version is required.");
        var planned = new PlannedResource(IdOf(type, name, Value), type, name, version, resource, scope)
        {
            Symbol = symbol, Loop = loop, IsLeftOut = isLeftOut,
        };
        resources.Add(planned);
        if (planned.IsDeployment) return;
        foreach (var (childSymbol, child) in resource["resources"] is { } children ? Listed(children) : [])
            Add(childSymbol, child, scope, planned, isLeftOut);
    }

    // Azure takes the texts, too.
    private static bool Holds(JsonNode? condition) => condition is JsonValue value && value.TryGetValue(out string? text)
        ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : Flag(condition);

    private string IdOf(string type, string name, Func<string, string?> value)
    {
        var names = name.Split('/');
        if (type.Split('/').Length != names.Length + 1)
        {
            throw new TemplateException(
                $"The template resource '{name}' for type '{type}' has incorrect segment lengths. A nested resource type must "
                    + "have identical number of segments as its resource name. A root resource type must have segment length one "
                    + "greater than its resource name. Please see https://aka.ms/arm-syntax-resources for usage details.");
        }

        var at = context.Request.Scope;
        if (value("subscriptionId") is { Length: > 0 } subscription) at = new DeploymentScope(subscription, null);
        if (value("resourceGroup") is { Length: > 0 } group) at = at with { Group = group };
        var scope = value("scope") switch
        {
            null or "" => at.Id,
            "/" => "",
            ['/', ..] whole => whole,
            var relative => RelativeScope(at, relative),
        };
        return ResourceIds.At(scope, type, names);
    }

    // A type and a name, as in Microsoft.Storage/storageAccounts/data.
    private static string RelativeScope(DeploymentScope at, string scope) =>
        scope.Split('/') is { Length: > 2 } ? $"{at.Id}/providers/{scope}"
            : throw new TemplateException($"The scope '{scope}' of a template resource is not valid.");
}
