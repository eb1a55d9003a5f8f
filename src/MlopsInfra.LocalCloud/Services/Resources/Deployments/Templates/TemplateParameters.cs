using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>The parameters of a template with their values; defaults are evaluated when they are asked for.</summary>
internal sealed class TemplateParameters
{
    private readonly Dictionary<string, ParameterDefinition> _definitions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _underWay = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<JsonNode?, JsonNode?> _evaluateDefault;

    /// <param name="template">The template.</param>
    /// <param name="given">The values that are given.</param>
    /// <param name="evaluateDefault">Evaluates a default.</param>
    /// <exception cref="TemplateException">Something is missing or does not fit.</exception>
    public TemplateParameters(JsonObject template, JsonObject given, Func<JsonNode?, JsonNode?> evaluateDefault)
    {
        _evaluateDefault = evaluateDefault;
        foreach (var (name, definition) in template["parameters"] as JsonObject ?? [])
            _definitions[name] = ParameterDefinition.Read(name, definition, template);
        RefuseUnknown(given);
        foreach (var (name, value) in given)
        {
            if (value is JsonObject reference && reference.ContainsKey("reference"))
            {
                throw new TemplateException($"The template parameter '{name}' refers to a secret of a vault, which the local "
                    + "cloud does not read: give it as a value.");
            }

            // A value of null is none: the default holds.
            if (value is not JsonObject holder || !TemplateValues.TryMember(holder, "value", out var found))
                throw NotGiven(name);
            var definition = _definitions[name];
            if (found is null && definition.Json.ContainsKey("defaultValue")) continue;
            definition.Check(found);
            _values[name] = found;
        }

        foreach (var definition in _definitions.Values.Where(each => !_values.ContainsKey(each.Name)
            && !each.Json.ContainsKey("defaultValue") && !each.IsNullable)) throw NotGiven(definition.Name);
    }

    /// <summary>The value of a parameter.</summary>
    /// <exception cref="TemplateException">There is none of this name.</exception>
    public JsonNode? this[string name]
    {
        get
        {
            if (_values.TryGetValue(name, out var value)) return value;
            if (!_definitions.TryGetValue(name, out var definition))
            {
                throw new TemplateException($"The template parameter '{name}' is not found. Please see "
                    + "https://aka.ms/arm-syntax-parameters for usage details.");
            }

            if (!_underWay.Add(name))
                throw new TemplateException($"The default value of the template parameter '{name}' depends on itself.");
            value = _evaluateDefault(definition.Json["defaultValue"]);
            definition.Check(value);
            _underWay.Remove(name);
            return _values[name] = value;
        }
    }

    /// <summary>All of them as a deployment shows them: without the values of those that are secure.</summary>
    public JsonObject Shown() => new(_definitions.Values.Select(definition =>
    {
        var shown = new JsonObject { ["type"] = definition.Type };
        if (!definition.IsSecure && this[definition.Name] is { } value) shown["value"] = value.DeepClone();
        return KeyValuePair.Create(definition.Name, (JsonNode?)shown);
    }));

    private void RefuseUnknown(JsonObject given)
    {
        var unknown = given.Where(pair => !_definitions.ContainsKey(pair.Key)).Select(pair => pair.Key).ToList();
        if (unknown.Count == 0) return;
        throw new TemplateException(
            $"The template parameters '{string.Join(", ", unknown)}' in the parameters file are not valid; they "
            + " are not present in the original template and can therefore not be provided at deployment time. The only "
            + $"supported parameters for this template are '{string.Join(", ", _definitions.Keys)}'. Please see "
            + "https://aka.ms/arm-pass-parameter-values for usage details.");
    }

    private static TemplateException NotGiven(string name) => new(
        $"The value for the template parameter '{name}' is not provided. Please see "
            + "https://aka.ms/arm-create-parameter-file for usage details.");
}
