using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// The symbolic names of a Bicep file: for its resources, and for what exists already and is a parent or a scope of one.
/// </summary>
internal sealed class BicepSymbols
{
    private readonly HashSet<string> _taken;
    private readonly Dictionary<TemplateResource, string> _names = [];
    private readonly Dictionary<string, BicepExisting> _existing = new(StringComparer.OrdinalIgnoreCase);
    private readonly DeploymentTemplate _template;
    private readonly TemplateResources _resources;
    private readonly string _group;

    /// <summary>Chooses the names.</summary>
    /// <param name="template">The template.</param>
    /// <param name="part">The part of it that the file holds.</param>
    public BicepSymbols(DeploymentTemplate template, SingleGroup part)
    {
        (_template, _group) = (template, part.Group);
        _resources = new TemplateResources(part.Resources);
        _taken = new HashSet<string>(DeploymentTemplate.ParametersOf(part.Resources).Select(parameter => parameter.Name),
            StringComparer.Ordinal);
        foreach (var resource in part.Resources) _names[resource] = Free(TemplateWords.Camel(resource.ProgramName));
        foreach (var resource in part.Resources)
        {
            if (resource.ScopeId is { } scope && resource.Scope is null) AddExisting(scope, resource.Form.ApiVersion);
            else if (resource.ScopeId is null && resource.Parent is null && resource.Id.Above is { } above)
                AddExisting(above, resource.Form.ApiVersion);
        }
    }

    /// <summary>What exists already: parents before what is in them.</summary>
    public IEnumerable<BicepExisting> Existing => _existing.Values;

    /// <summary>The name of a resource; null if the file does not hold it.</summary>
    /// <param name="resource">The resource.</param>
    public string? Of(TemplateResource resource) => _names.GetValueOrDefault(resource);

    /// <summary>The name of what a resource is in or extends: of the file, or existing.</summary>
    /// <param name="id">The id.</param>
    public string Of(ArmId id) => _resources.Find(id) is { } resource ? _names[resource] : _existing[id.ToString()].Symbol;

    private void AddExisting(ArmId id, string childVersion)
    {
        if (_existing.ContainsKey(id.ToString()) || _resources.Find(id) is not null) return;
        // A group is no symbol, and a resource is found in another group by its own name, in one step.
        var isHere = string.Equals(id.Group, _group, StringComparison.OrdinalIgnoreCase);
        var above = isHere ? id.Above : null;
        if (above is not null) AddExisting(above, childVersion);
        var part = id.Providers[^1];
        var version = VersionOf(part.Type) ?? childVersion;
        _existing[id.ToString()] = new BicepExisting(
            Free(TemplateWords.Camel($"existing-{part.Names[^1]}-{part.Type[(part.Type.LastIndexOf('/') + 1)..]}")), id, above,
            isHere ? null : id.Group, version);
    }

    // Parts of a resource come with it, and are asked with its version.
    private string? VersionOf(string type) => type.Count(character => character == '/') switch
    {
        0 => null,
        _ => _template.Forms.ApiVersionOf(type) ?? VersionOf(type[..type.LastIndexOf('/')]),
    };

    private string Free(string wanted)
    {
        // A name of Bicep's own, or one that begins with a digit, is no symbol.
        var start = wanted.Length == 0 || char.IsAsciiDigit(wanted[0]) ? $"resource{wanted}" : wanted;
        var name = Reserved.Contains(start) ? $"{start}Resource" : start;
        for (var i = 2; !_taken.Add(name); i++) name = $"{start}{i}";
        return name;
    }

    private static readonly ImmutableHashSet<string> Reserved =
    [
        "az", "sys", "resource", "module", "param", "var", "output", "type", "func", "import", "extension", "metadata",
        "targetScope", "existing", "for", "if",
        "true", "false", "null", "this", "location", "resourceGroup", "subscription", "tenant", "managementGroup", "deployment",
        "environment", "assert", "using",
    ];
}
