using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// A deployment template in JSON. Nested: deployed to a subscription, with the resource groups and a deployment into each of
/// them. Flat: deployed to one resource group, its resources at the top, where tools look that don't look into deployments.
/// </summary>
public sealed class ArmTemplate
{
    private const string OuterSchema =
        "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#";
    private const string InnerSchema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    private const string DeploymentsApiVersion = "2022-09-01";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly DeploymentTemplate _template;
    private readonly Func<string, string, IReadOnlyList<ScannerSkip>> _skips;

    private ArmTemplate(DeploymentTemplate template, Func<string, string, IReadOnlyList<ScannerSkip>>? skips) =>
        (_template, _skips) = (template, skips ?? ((_, _) => []));

    /// <summary>The template of a subscription, with a nested deployment for each resource group.</summary>
    /// <param name="template">The template.</param>
    /// <param name="skips">What a scanner is to pass over in a resource, by its type token and its name in the program; null:
    /// nothing.</param>
    public static string Write(DeploymentTemplate template, Func<string, string, IReadOnlyList<ScannerSkip>>? skips = null) =>
        Text(new ArmTemplate(template, skips).Nested());

    /// <summary>The template of one resource group, without nested deployments.</summary>
    /// <param name="template">The template.</param>
    /// <param name="skips">What a scanner is to pass over in a resource, by its type token and its name in the program; null:
    /// nothing.</param>
    /// <exception cref="TemplateException">It is for more than one resource group.</exception>
    public static string WriteFlat(DeploymentTemplate template, Func<string, string, IReadOnlyList<ScannerSkip>>? skips = null) =>
        Text(new ArmTemplate(template, skips).Flat());

    private static string Text(JsonObject template) => template.ToJsonString(Indented) + "\n";

    private JsonObject Flat()
    {
        var (group, resources, left) = SingleGroup.Of(_template);
        var template = Part(InnerSchema, resources, new ArmExpression(group));
        template.Insert(2, "metadata", Metadata(left));
        return template;
    }

    private JsonObject Nested()
    {
        var outer = new ArmExpression(null);
        var template = Part(OuterSchema, _template.Resources.Where(resource => resource.Group is null), outer);
        template.Insert(2, "metadata", Metadata(_template.NotInIt));
        template["parameters"] = Parameters(_template.Parameters, parameter => Declaration(parameter));
        foreach (var group in _template.Groups) ((JsonArray)template["resources"]!).Add(CreateDeployment(group, outer));
        return template;
    }

    private JsonObject Metadata(IEnumerable<string> left) => new()
    {
        ["description"] = $"What the Pulumi program declares for the stack {_template.Stack}.",
        ["notInThisTemplate"] = new JsonArray([.. left.Select(name => JsonValue.Create(name))]),
    };

    private JsonObject CreateDeployment(string group, ArmExpression outer)
    {
        var resources = _template.Resources.Where(resource => IsSame(resource.Group, group)).ToList();
        var deployment = new JsonObject
        {
            ["type"] = "Microsoft.Resources/deployments",
            ["apiVersion"] = DeploymentsApiVersion,
            ["name"] = $"{_template.Stack}-{group}",
            ["resourceGroup"] = group,
        };
        if (_template.Resources.FirstOrDefault(resource => resource.IsGroup && IsSame(resource.Id.Group, group)) is { } own)
            deployment["dependsOn"] = new JsonArray($"[{outer.IdOf(own)}]");
        deployment["properties"] = new JsonObject
        {
            ["mode"] = "Incremental",
            ["expressionEvaluationOptions"] = new JsonObject { ["scope"] = "inner" },
            ["parameters"] = Parameters(DeploymentTemplate.ParametersOf(resources), parameter => new JsonObject
            {
                ["value"] = $"[parameters({ArmExpression.Quoted(parameter.Name)})]",
            }),
            ["template"] = Part(InnerSchema, resources, new ArmExpression(group)),
        };
        return deployment;
    }

    private JsonObject Part(string schema, IEnumerable<TemplateResource> resources, ArmExpression expressions)
    {
        var list = resources.ToList();
        return new JsonObject
        {
            ["$schema"] = schema,
            ["contentVersion"] = "1.0.0.0",
            ["parameters"] = Parameters(DeploymentTemplate.ParametersOf(list), Declaration),
            ["resources"] = new JsonArray([.. list.Select(resource => Resource(resource, [.. list], expressions))]),
        };
    }

    private static JsonObject Parameters(IEnumerable<TemplateParameter> parameters, Func<TemplateParameter, JsonObject> value) =>
        new(parameters.Select(parameter => KeyValuePair.Create<string, JsonNode?>(parameter.Name, value(parameter))));

    private static JsonObject Declaration(TemplateParameter parameter) => new()
    {
        ["type"] = (parameter.IsSecret, parameter.IsObject) switch { (true, true) => "secureObject",
            (true, false) => "securestring", _ => "string" },
        ["metadata"] = new JsonObject { ["description"] = parameter.Description },
    };

    private JsonObject Resource(TemplateResource resource, HashSet<TemplateResource> beside, ArmExpression expressions)
    {
        var json = new JsonObject
        {
            ["type"] = resource.Form.Type, ["apiVersion"] = resource.Form.ApiVersion, ["name"] = expressions.Name(resource),
        };
        if (_skips(resource.Record.Type, resource.ProgramName) is { Count: > 0 } skips) json["metadata"] = Skipped(skips);
        if (resource.ScopeId is { } scope)
            json["scope"] = $"[{(resource.Scope is { } declared ? expressions.IdOf(declared) : expressions.IdOf(scope))}]";
        // Only what stands in the same template can be waited for by name; the groups come before the deployments into them.
        var needs =
            resource.Needs.Where(beside.Contains).Select(need => JsonValue.Create($"[{expressions.IdOf(need)}]")).ToList();
        if (needs.Count > 0) json["dependsOn"] = new JsonArray([.. needs]);
        foreach (var (name, value) in resource.Body.Entries) json[expressions.Value(name)] = Json(value, expressions);
        return json;
    }

    private static JsonObject Skipped(IReadOnlyList<ScannerSkip> skips) => new()
    {
        ["checkov"] = new JsonObject
        {
            ["skip"] = new JsonArray([.. skips.Select(skip => new JsonObject { ["id"] = skip.Id, ["comment"] = skip.Reason })]),
        },
    };

    private static JsonNode? Json(TemplateNode node, ArmExpression expressions) => node switch
    {
        TemplateNode.Members members => new JsonObject(members.Entries.Select(entry =>
            KeyValuePair.Create(expressions.Value(entry.Key), Json(entry.Value, expressions)))),
        TemplateNode.Items items => new JsonArray([.. items.Elements.Select(element => Json(element, expressions))]),
        TemplateNode.Leaf leaf => JsonValue.Create(expressions.Value(leaf.Expression)),
        TemplateNode.Plain plain => plain.Value?.DeepClone(),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };

    private static bool IsSame(string? group, string? other) => string.Equals(group, other, StringComparison.OrdinalIgnoreCase);
}
