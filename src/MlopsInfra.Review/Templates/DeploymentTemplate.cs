using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// What a program declares in Azure as a deployment template, before it is written in a language: ids, principals and keys are
/// references, secrets are parameters, and the order is complete. The same stack gives the same template.
/// </summary>
public sealed class DeploymentTemplate
{
    private readonly TemplateParameters _parameters = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, TemplateExpression>> _values = new(StringComparer.Ordinal);
    private readonly StackSnapshot _snapshot;
    private readonly TemplateResources _resources;

    private DeploymentTemplate(StackSnapshot snapshot, IReadOnlyList<TemplateResource> resources, IArmForms forms, string tenant)
    {
        (_snapshot, _resources, Forms) = (snapshot, new TemplateResources(resources), forms);
        // Resources of azure-native stand in one subscription: that of the provider.
        var subscription =
            resources.Select(resource => resource.Id.Subscription).FirstOrDefault(id => id is not null) ?? Guid.Empty.ToString();
        var texts = new TemplateTexts(_resources, subscription, tenant);
        _resources.Link();
        TemplateNames.Choose(_resources);
        foreach (var resource in _resources.All)
        {
            var secrets = resource.Form.Secrets.ToHashSet(StringComparer.Ordinal);
            resource.Body = (TemplateNode.Members)Node(resource.Form.Body, "", resource, secrets, texts);
        }

        TemplateNeeds.Complete(_resources);
    }

    /// <summary>Name of the stack.</summary>
    public string Stack => _snapshot.Stack;

    /// <summary>The resource groups that something is deployed into, by name.</summary>
    public ImmutableArray<string> Groups =>
        [.. _resources.All.Select(resource => resource.Group).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)];

    /// <summary>What the program declares and is not in the template, as type and name.</summary>
    public required ImmutableArray<string> NotInIt { get; init; }

    /// <summary>How resources look to Azure Resource Manager.</summary>
    internal IArmForms Forms { get; }

    /// <summary>The resources: what one depends on comes before it.</summary>
    internal ImmutableArray<TemplateResource> Resources => _resources.All;

    /// <summary>What whoever deploys has to say.</summary>
    internal IEnumerable<TemplateParameter> Parameters => ParametersOf(Resources);

    /// <summary>Reads a stack.</summary>
    /// <param name="snapshot">The stack, with everything known.</param>
    /// <param name="forms">How its resources look to Azure Resource Manager.</param>
    /// <param name="tenant">The tenant that it was brought up in.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DeploymentTemplate> ReadAsync(StackSnapshot snapshot, IArmForms forms, string tenant,
        CancellationToken cancellationToken)
    {
        var (resources, left) = (new List<TemplateResource>(), new List<string>());
        foreach (var record in snapshot.CloudResources)
        {
            if (await forms.FindAsync(record, cancellationToken) is { } form && ArmId.TryParse(record.Id ?? "", out var id))
                resources.Add(new TemplateResource(record, form, id));
            else left.Add($"{record.Type} {StackSnapshot.NameOf(record.Urn)}");
        }

        return new DeploymentTemplate(snapshot, resources, forms, tenant) { NotInIt = [.. left.Order(StringComparer.Ordinal)] };
    }

    /// <summary>The parameters of a part of it, by name.</summary>
    /// <param name="resources">The part.</param>
    internal static IEnumerable<TemplateParameter> ParametersOf(IEnumerable<TemplateResource> resources) => resources
        .SelectMany(resource => resource.Body.Texts).SelectMany(text => text.Parameters).Distinct()
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal);

    private TemplateNode Node(JsonNode? value, string pointer, TemplateResource resource, HashSet<string> secrets,
        TemplateTexts texts)
    {
        if (secrets.Contains(pointer)) return new TemplateNode.Leaf(Secret(value, pointer, resource));
        return value switch
        {
            JsonObject members => new TemplateNode.Members([.. members.Select(member => (
                texts.Of(member.Key, ValuesOf(resource)),
                Node(member.Value, $"{pointer}/{Escaped(member.Key)}", resource, secrets, texts)))]),
            JsonArray items =>
                new TemplateNode.Items([.. items.Select((item, i) => Node(item, $"{pointer}/{i}", resource, secrets, texts))]),
            JsonValue leaf when leaf.TryGetValue<string>(out var text) =>
                new TemplateNode.Leaf(texts.Of(text, ValuesOf(resource))),
            _ => new TemplateNode.Plain(value?.DeepClone()),
        };
    }

    // What the program asked another resource for can be asked for again; a secret of its own nobody but its owner knows.
    private TemplateExpression Secret(JsonNode? value, string pointer, TemplateResource resource) =>
        value is JsonValue leaf && leaf.TryGetValue<string>(out var text) && ValuesOf(resource).TryGetValue(text, out var known)
            ? known
            : new TemplateExpression.Parameter(_parameters.Secret(resource.ProgramName, pointer, value));

    // Values of what the resource depends on: the program took them from there.
    private IReadOnlyDictionary<string, TemplateExpression> ValuesOf(TemplateResource resource)
    {
        if (_values.TryGetValue(resource.Record.Urn, out var known)) return known;
        var values = new Dictionary<string, TemplateExpression>(StringComparer.Ordinal);
        foreach (var need in TemplateNeeds.OfProgram(resource.Record, _resources)
            .OrderBy(need => need.Record.Urn, StringComparer.Ordinal))
        {
            foreach (var (text, expression) in new ComputedValues(need).All) values.TryAdd(text, expression);
        }

        foreach (var (text, expression) in ForeignValues(resource.Record)) values.TryAdd(text, expression);
        return _values[resource.Record.Urn] = values;
    }

    // What GitHub and Azure DevOps give is no expression in Azure: whoever deploys has to say it.
    private IEnumerable<(string Text, TemplateExpression Expression)> ForeignValues(ResourceRecord record) =>
        from urn in record.PropertyDependencies.Values.SelectMany(urns => urns).Distinct().Order(StringComparer.Ordinal)
        let other = _snapshot.Find(urn)
        where other is not null && StackSnapshot.IsInCloud(other) && _resources.Find(urn) is null
        from output in other.Outputs
        let text = (output.Value.WithoutSecretMark as PropertyValue.Text)?.Value
        where text is not null && ComputedValues.IsTelling(text) && !other.Inputs.ContainsKey(output.Key)
        select (text,
            (TemplateExpression)new TemplateExpression.Parameter(_parameters.Foreign(StackSnapshot.NameOf(urn), output.Key,
                other.Type)));

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
