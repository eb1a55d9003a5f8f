using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// Makes the parameters of a template: one for each secret of the program, and for each value of a service that is not in the
/// template.
/// </summary>
internal sealed class TemplateParameters
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TemplateParameter> _foreign = new(StringComparer.Ordinal);

    /// <summary>One for a secret.</summary>
    /// <param name="resource">The name of the resource that needs it.</param>
    /// <param name="pointer">Where in its body.</param>
    /// <param name="value">The secret, for its kind.</param>
    public TemplateParameter Secret(string resource, string pointer, JsonNode? value) =>
        new(Name(resource, pointer), IsSecret: true, value is JsonObject or JsonArray,
            $"A secret of the program: {pointer} of {resource}.");

    /// <summary>One for what another service than Azure Resource Manager gives; the same value is asked for once.</summary>
    /// <param name="resource">The name of the resource of that service.</param>
    /// <param name="output">Which of its values.</param>
    /// <param name="type">The type of that resource.</param>
    public TemplateParameter Foreign(string resource, string output, string type)
    {
        var key = $"{resource} {output}";
        if (!_foreign.TryGetValue(key, out var known))
            _foreign[key] = known = new TemplateParameter(Name(resource, output), IsSecret: false, IsObject: false,
                $"{output} of {resource} ({type}), which is not in Azure.");
        return known;
    }

    private string Name(string resource, string path)
    {
        var place = path.Split('/').Where(part => part is not ("" or "properties"))
            .Select(part => TemplateWords.Capital(TemplateWords.Camel(part)));
        var wanted = TemplateWords.Camel(resource) + string.Concat(place);
        var name = wanted;
        for (var i = 2; !_names.Add(name); i++) name = $"{wanted}{i}";
        return name;
    }
}
