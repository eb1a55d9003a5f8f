using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>What is found to be wrong with a body, as Azure words it.</summary>
/// <param name="invalidValue">The code of a value that is too long, too large, or of another form.</param>
internal sealed class BodyErrors(string invalidValue)
{
    private const string Unreadable = "InvalidRequestContent";
    private const string Sentence = "The request content was invalid and could not be deserialized";

    private readonly List<BodyError> _found = [];

    /// <summary>All of them, in the order of the body.</summary>
    public IReadOnlyList<BodyError> Found => _found;

    /// <summary>A member that the type does not have.</summary>
    public void NoMember(string key, string type, string path, string property) =>
        Add($"Could not find member '{key}' on object of type '{type}'. Path '{path}'.", path, property);

    /// <summary>A member that has to be there. A value of the wrong type is there: that mistake is told already.</summary>
    public void Missing(string name, string path, string property)
    {
        if (_found.Any(error => error.Target == path || error.Target.StartsWith($"{path}.", StringComparison.Ordinal)
            || error.Target.StartsWith($"{path}[", StringComparison.Ordinal))) return;
        var holder = path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "";
        Add($"Required property '{name}' not found in JSON. Path '{holder}'.", path, property);
    }

    /// <summary>A member that says which of several objects this is, and has to be there.</summary>
    public void MissingCase(string name, string path, string property, string discriminator, IEnumerable<string> cases) => Add(
        $"Required property '{name}' not found in JSON. Path '{path}'. Allowed values: {Names(cases)}.", Join(path, name),
        Join(property, discriminator));

    /// <summary>A value of another type.</summary>
    public void Wrong(JsonNode? value, string type, string path, string property) =>
        Add($"Error converting value {Shown(value)} to type '{type}'. Path '{path}'.", path, property);

    /// <summary>A text that is none of those allowed.</summary>
    public void NotAllowed(JsonNode value, string type, IEnumerable<string> allowed, string path, string property,
        string? remark = null) =>
        Add($"Error converting value {Shown(value)} to type '{type}'. Path '{path}'. Allowed values: {Names(allowed)}.", path,
            property, remark);

    /// <summary>Values beyond their limits. What they are is not said: it may be secret.</summary>
    public void Limits(string owner, string member, JsonNode value, string path, string property)
    {
        foreach (var violation in ValueLimits.Violations(owner, member, value))
            _found.Add(new(invalidValue, violation.Of(path), path + violation.At, property + violation.At));
    }

    /// <summary>A path and a name below it.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Add(string why, string path, string property, string? remark = null) => _found.Add(new(Unreadable,
        $"{Sentence}: '{why}'.{(remark is null ? "" : $" ({remark})")}", path, property));

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    /// <summary>The value as a message shows it: only its kind where it could be long or secret.</summary>
    private static string Shown(JsonNode? value) => value switch
    {
        null => "{null}",
        JsonArray => "[...]",
        JsonObject => "{...}",
        _ when value.ToJsonString() is { Length: <= 64 } text => text,
        _ => "of this length",
    };
}
