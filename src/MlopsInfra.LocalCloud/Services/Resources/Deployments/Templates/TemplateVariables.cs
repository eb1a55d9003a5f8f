using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>The variables of a template, each evaluated once, when it is asked for.</summary>
/// <param name="template">The template.</param>
/// <param name="scope">Where they stand.</param>
internal sealed class TemplateVariables(JsonObject template, ITemplateScope scope)
{
    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _underWay = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, PropertyCopies.Member>? _members;

    /// <summary>The value of a variable.</summary>
    /// <exception cref="TemplateException">There is none of this name, or it depends on itself.</exception>
    public JsonNode? this[string name]
    {
        get
        {
            if (_values.TryGetValue(name, out var value)) return value;
            _members ??= PropertyCopies.Expand(template["variables"] as JsonObject ?? [], scope)
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
            if (!_members.TryGetValue(name, out var member))
            {
                throw new TemplateException($"The template variable '{name}' is not found. Please see "
                    + "https://aka.ms/arm-syntax-variables for usage details.");
            }

            if (!_underWay.Add(name))
            {
                throw new TemplateException($"The template variable '{name}' depends on itself. Please see "
                    + "https://aka.ms/arm-syntax-variables for usage details.");
            }

            value = member.Evaluated(each => TemplateEvaluator.Evaluate(member.Value, each), scope);
            _underWay.Remove(name);
            return _values[name] = value;
        }
    }
}
