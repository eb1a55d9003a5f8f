using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>The variables of a run, with their types.</summary>
internal sealed class WorkflowVariables
{
    private readonly Dictionary<string, (string Type, JsonNode? Value)> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a variable.</summary>
    /// <exception cref="ExpressionException">It is there already, or the value is of another type.</exception>
    public void Initialize(string name, string type, JsonNode? value)
    {
        if (!_values.TryAdd(name, (type, Checked(name, type, value))))
            throw new ExpressionException($"The variable '{name}' is initialized already.");
    }

    /// <summary>Gives a variable another value.</summary>
    /// <exception cref="ExpressionException">There is none, or the value is of another type.</exception>
    public void Set(string name, JsonNode? value)
    {
        var type = Require(name).Type;
        _values[name] = (type, Checked(name, type, value));
    }

    /// <summary>The value of a variable.</summary>
    /// <exception cref="ExpressionException">There is none.</exception>
    public JsonNode? Get(string name) => Require(name).Value;

    private (string Type, JsonNode? Value) Require(string name) => _values.TryGetValue(name, out var found)
        ? found
        : throw new ExpressionException($"The variable '{name}' must be initialized before it can be used.");

    private static JsonNode? Checked(string name, string type, JsonNode? value)
    {
        if (value is null) return null;
        var fits = type.ToLowerInvariant() switch
        {
            "string" => value is JsonValue text && text.TryGetValue(out string? _),
            "boolean" => value is JsonValue flag && flag.TryGetValue(out bool _),
            "integer" or "float" => value.GetValueKind() == System.Text.Json.JsonValueKind.Number,
            "array" => value is JsonArray,
            "object" => value is JsonObject,
            _ => throw new ExpressionException(
                $"The variable '{name}' has the type '{type}', which is none of String, Boolean, Integer, Float, Array, Object."),
        };
        return fits
            ? Values.Copy(value)
            : throw new ExpressionException($"The variable '{name}' of type '{type}' can't hold a value of another type.");
    }
}
