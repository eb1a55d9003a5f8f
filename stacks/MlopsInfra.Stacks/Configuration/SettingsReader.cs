using System.Text.Json;
using MlopsInfra.Formats.Secrets;

namespace MlopsInfra.Stacks;

/// <summary>Reads the configuration key by key, and gathers every mistake: wrong types, unknown keys.</summary>
internal sealed class SettingsReader(RawConfiguration configuration)
{
    private readonly HashSet<string> _known = [];
    private readonly List<ConfigurationError> _errors = [];

    /// <summary>
    /// A text, or the default where the key is left out or empty: <c>Pulumi.yaml</c> can't leave out a key that it declares.
    /// </summary>
    public string Text(string key, string defaultValue)
    {
        _known.Add(key);
        return configuration.Values.TryGetValue(key, out var value) && value.Length > 0 ? value : defaultValue;
    }

    /// <summary>A text that has to be there.</summary>
    public string Required(string key, string example)
    {
        _known.Add(key);
        if (configuration.Values.TryGetValue(key, out var value)) return value;
        Add(key, null, $"set it, as in 'pulumi config set {key} {example}'.");
        return example;
    }

    /// <summary>A switch, or the default where the key is left out.</summary>
    public bool Bool(string key, bool defaultValue)
    {
        var value = Text(key, defaultValue ? "true" : "false");
        if (value is "true" or "false") return value is "true";
        Add(key, value, "allowed are true and false.");
        return defaultValue;
    }

    /// <summary>A group of settings: an object. Keys in it that nobody asks for are mistakes.</summary>
    public T Section<T>(string key, Func<SettingsSection, T> read)
    {
        _known.Add(key);
        using var json = Parse(key);
        var section = new SettingsSection(this, key, json?.RootElement);
        var result = read(section);
        section.ReportUnknown();
        return result;
    }

    /// <summary>A group of settings with a switch, <c>enabled</c>; null where it is left out or off.</summary>
    public T? Choice<T>(string key, Func<SettingsSection, T> read)
        where T : class => Section(key, section =>
    {
        var enabled = section.Bool("enabled", false);
        var result = read(section);
        return enabled ? result : null;
    });

    /// <summary>An object of texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string key)
    {
        _known.Add(key);
        using var json = Parse(key);
        return json?.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.ToString())
            ?? new Dictionary<string, string>();
    }

    /// <summary>Tags: an object of texts, none of which is empty.</summary>
    public IReadOnlyDictionary<string, string> Tags(string key)
    {
        var tags = Map(key);
        foreach (var (name, _) in tags.Where(tag => tag.Value.Length == 0).OrderBy(tag => tag.Key, StringComparer.Ordinal))
            Add($"{key}.{name}", "",
                "a value is needed, as Azure Machine Learning's endpoints refuse tags without one; or leave the tag out.");
        return tags;
    }

    /// <summary>Records a mistake. Values of secret keys are not repeated, nor what looks like a secret.</summary>
    public void Add(string path, string? value, string allowed) =>
        _errors.Add(
            new ConfigurationError($"{configuration.Project}:{path}", value is null ? null : Shown(path, value), allowed));

    /// <summary>Records a mistake in a provider's own configuration.</summary>
    public void AddOfProvider(string key, string? value, string allowed) =>
        _errors.Add(new ConfigurationError(key, value is null ? null : SecretTexts.Shown(key, value), allowed));

    /// <summary>Records a key that there is not. It may be a secret's, misspelt.</summary>
    public void AddUnknown(string path, IEnumerable<string> known) =>
        _errors.Add(new ConfigurationError($"{configuration.Project}:{path}", null,
            $"there is no such key; known are {string.Join(", ", known.Order())}.") { IsValueWithheld = true });

    /// <summary>Records a single value where an object has to be.</summary>
    public void AddNoObject(string path, string members) =>
        _errors.Add(new ConfigurationError($"{configuration.Project}:{path}", null,
            $"an object is needed: {members}, indented below this key.") { IsValueWithheld = true });

    /// <summary>Whether a mistake was recorded at this path.</summary>
    public bool HasError(string path) => _errors.Any(error => error.Key == $"{configuration.Project}:{path}");

    /// <summary>Throws if there was any mistake, keys that nobody asked for included.</summary>
    public void ThrowIfWrong()
    {
        foreach (var key in configuration.Values.Keys.Where(key => !_known.Contains(key)).Order()) AddUnknown(key, _known);
        if (_errors.Count > 0) throw new ConfigurationException(configuration.Stack, [.. _errors.OrderBy(error => error.Key)]);
    }

    // What holds several values may hold a secret anywhere.
    private string Shown(string path, string value)
    {
        var isSecret = configuration.SecretKeys.Contains(path.Split('.', 2)[0]) || path.Split('.').Any(SecretKeys.IsSecret);
        return isSecret || value is ['{', ..] or ['[', ..] ? SecretTexts.Hidden : SecretTexts.Hide(value);
    }

    private JsonDocument? Parse(string key)
    {
        if (!configuration.Values.TryGetValue(key, out var text)) return null;
        try
        {
            var json = JsonDocument.Parse(text, RawConfiguration.Strict);
            if (json.RootElement.ValueKind is JsonValueKind.Object) return json;
            json.Dispose();
        }
        catch (JsonException)
        {
            // Falls through to the message: a plain word is no object, either.
        }

        AddNoObject(key, "keys and values");
        return null;
    }
}
