using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// What a program declares as one ARM deployment template, for tools that read such: deployed to a subscription, with the resource groups and a
/// deployment into each of them. The same stack gives the same bytes.
/// </summary>
public sealed class ArmTemplate
{
    private const string OuterSchema = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#";
    private const string InnerSchema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    private const string DeploymentsApiVersion = "2022-09-01";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly StackSnapshot _snapshot;
    private readonly string _tenant;
    private readonly Dictionary<string, (ArmForm Form, ArmId Id)> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArmReferences> _references = new(StringComparer.Ordinal);
    private readonly List<string> _left = [];

    private ArmTemplate(StackSnapshot snapshot, IArmForms forms, string tenant)
    {
        (_snapshot, _tenant) = (snapshot, tenant);
        foreach (var resource in snapshot.CloudResources)
        {
            if (forms.Of(resource) is { } form && ArmId.TryParse(resource.Id ?? "", out var id)) _forms[resource.Urn] = (form, id);
            else _left.Add($"{resource.Type} {StackSnapshot.NameOf(resource.Urn)}");
        }
    }

    /// <summary>Writes it.</summary>
    /// <param name="snapshot">The stack, with everything known.</param>
    /// <param name="forms">How its resources look to Azure Resource Manager.</param>
    /// <param name="tenant">The tenant that it was brought up in.</param>
    public static string Write(StackSnapshot snapshot, IArmForms forms, string tenant) =>
        new ArmTemplate(snapshot, forms, tenant).Template().ToJsonString(Indented) + "\n";

    private JsonObject Template()
    {
        // Resources of azure-native stand in one subscription: that of the provider.
        var subscription = _forms.Values.Select(pair => pair.Id.Subscription).FirstOrDefault(id => id is not null) ?? Guid.Empty.ToString();
        var parameters = new ArmParameters();
        var outer = new ArmExpression(subscription, null);
        var resources = new JsonArray([.. InOrder(null).Select(resource => Resource(resource, outer, parameters, null))]);
        var groups = _forms.Values.Where(pair => !pair.Id.Providers.IsEmpty).Select(pair => pair.Id.Group).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups.Order(StringComparer.Ordinal)) resources.Add(Deployment(group, new ArmExpression(subscription, group), parameters));
        var template = new JsonObject { ["$schema"] = OuterSchema, ["contentVersion"] = "1.0.0.0" };
        template["metadata"] = new JsonObject
        {
            ["description"] = $"What the Pulumi program declares for the stack {_snapshot.Stack}.",
            ["notInThisTemplate"] = new JsonArray([.. _left.Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]),
        };
        template["parameters"] = parameters.Declarations();
        template["resources"] = resources;
        return template;
    }

    private JsonObject Deployment(string group, ArmExpression expressions, ArmParameters outer)
    {
        var own = new ArmParameters();
        var resources = new JsonArray([.. InOrder(group).Select(resource => Resource(resource, expressions, own, outer))]);
        var deployment = new JsonObject
        {
            ["type"] = "Microsoft.Resources/deployments",
            ["apiVersion"] = DeploymentsApiVersion,
            ["name"] = $"{_snapshot.Stack}-{group}",
            ["resourceGroup"] = group,
        };
        if (_forms.Values.Any(pair => pair.Id.Providers.IsEmpty && IsSame(pair.Id.Group, group)))
            deployment["dependsOn"] = new JsonArray($"[subscriptionResourceId('Microsoft.Resources/resourceGroups', {ArmExpression.Quoted(group)})]");
        deployment["properties"] = new JsonObject
        {
            ["mode"] = "Incremental",
            ["expressionEvaluationOptions"] = new JsonObject { ["scope"] = "inner" },
            ["parameters"] = own.HandedOn(),
            ["template"] = new JsonObject
            {
                ["$schema"] = InnerSchema, ["contentVersion"] = "1.0.0.0", ["parameters"] = own.Declarations(), ["resources"] = resources,
            },
        };
        return deployment;
    }

    // In a group: what stands in it. Outside: groups and what stands in the subscription.
    private IEnumerable<ResourceRecord> InOrder(string? group) => _snapshot.CloudResources
        .Where(resource => _forms.TryGetValue(resource.Urn, out var pair) && IsSame(pair.Id.Providers.IsEmpty ? null : pair.Id.Group, group));

    private static bool IsSame(string? group, string? other) => string.Equals(group, other, StringComparison.OrdinalIgnoreCase);

    private JsonObject Resource(ResourceRecord resource, ArmExpression expressions, ArmParameters parameters, ArmParameters? outer)
    {
        var (form, id) = _forms[resource.Urn];
        var json = new JsonObject { ["type"] = form.Type, ["apiVersion"] = form.ApiVersion };
        if (id.Providers.IsEmpty) json["name"] = id.Group;
        else json["name"] = ArmExpression.Literal(id.Providers[^1].Name);
        if (id.Providers.Length > 1) json["scope"] = ArmExpression.Value(expressions.Of(id with { Providers = id.Providers[..^1] }));
        var needs = Needs(resource).Where(urn => IsBeside(id, urn)).Select(urn => ArmExpression.Value(expressions.Of(_forms[urn].Id)))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        if (needs.Count > 0) json["dependsOn"] = new JsonArray([.. needs.Select(need => JsonValue.Create(need))]);
        var secrets = form.Secrets.ToHashSet(StringComparer.Ordinal);
        var values = new ArmValues(expressions, _tenant, text => Computed(resource, text, expressions), (pointer, value) =>
        {
            if (!secrets.Contains(pointer)) return null;
            outer?.Add(StackSnapshot.NameOf(resource.Urn), pointer, value);
            return parameters.Add(StackSnapshot.NameOf(resource.Urn), pointer, value);
        });
        foreach (var (name, value) in form.Body) json[name] = values.Of(value, $"/{name}");
        return json;
    }

    private IEnumerable<string> Needs(ResourceRecord resource) =>
        resource.Dependencies.Concat(resource.PropertyDependencies.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value))
            .Where(urn => urn != resource.Urn && _forms.ContainsKey(urn)).Distinct(StringComparer.Ordinal);

    // Only what stands in the same template can be waited for by name; the groups come before the deployments into them.
    private bool IsBeside(ArmId id, string urn) => _forms[urn].Id is var other && other.Providers.IsEmpty == id.Providers.IsEmpty
        && IsSame(other.Group, id.Group);

    // A value of a resource that this one depends on: the program took it from there.
    private string? Computed(ResourceRecord resource, string text, ArmExpression expressions)
    {
        foreach (var urn in Needs(resource).Order(StringComparer.Ordinal))
        {
            if (!_references.TryGetValue(urn, out var references)) _references[urn] = references = new ArmReferences(_forms[urn].Form);
            if (references.Find(text, expressions.Of(_forms[urn].Id)) is { } expression) return expression;
        }

        return null;
    }
}
