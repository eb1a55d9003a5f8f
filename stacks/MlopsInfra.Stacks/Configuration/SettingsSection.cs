using System.Globalization;
using System.Text.Json;

namespace MlopsInfra.Stacks;

/// <summary>Reads one group of settings.</summary>
internal sealed class SettingsSection(SettingsReader reader, string path, JsonElement? json)
{
    private readonly HashSet<string> _known = [];

    public string? OptionalText(string name) => Raw(name)?.ToString();

    public int Int(string name, int defaultValue) => OptionalInt(name) ?? defaultValue;

    public int? OptionalInt(string name)
    {
        if (Raw(name) is not { } value) return null;
        if (int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        reader.Add($"{path}.{name}", value.ToString(), "a whole number is needed.");
        return null;
    }

    public bool Bool(string name, bool defaultValue)
    {
        if (Raw(name) is not { } value) return defaultValue;
        // true and false come as JSON's own or, set on the command line, as text.
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        if (value.ToString() is "true" or "false") return value.ToString() is "true";
        reader.Add($"{path}.{name}", value.ToString(), "allowed are true and false.");
        return defaultValue;
    }

    public Enum OneOf(string name, Enum defaultValue)
    {
        if (Raw(name) is not { } value) return defaultValue;
        foreach (var choice in Enum.GetValues(defaultValue.GetType()).Cast<Enum>())
        {
            if (choice.ToString().Equals(value.ToString(), StringComparison.OrdinalIgnoreCase)) return choice;
        }

        reader.Add($"{path}.{name}", value.ToString(),
            $"allowed are {string.Join(", ", Enum.GetNames(defaultValue.GetType()))}.");
        return defaultValue;
    }

    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string> defaultValue)
    {
        if (Raw(name) is not { } value) return defaultValue;
        if (value.ValueKind is JsonValueKind.Array) return [.. value.EnumerateArray().Select(item => item.ToString())];
        reader.Add($"{path}.{name}", value.ToString(), "a list is needed.");
        return defaultValue;
    }

    /// <summary>Numeric ids; what is none is a mistake, each by itself.</summary>
    public IReadOnlyList<int> Ids(string name, string whereToFind)
    {
        var ids = new List<int>();
        foreach (var text in Texts(name, []))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0) ids.Add(id);
            else reader.Add($"{path}.{name}", text, $"a numeric id is needed: '{whereToFind}' tells it.");
        }

        return ids;
    }

    /// <summary>An object of texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        if (Raw(name) is not { } value) return new Dictionary<string, string>();
        if (value.ValueKind is JsonValueKind.Object)
            return value.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.ToString());
        reader.AddNoObject($"{path}.{name}", "names and values");
        return new Dictionary<string, string>();
    }

    public T Section<T>(string name, Func<SettingsSection, T> read)
    {
        var raw = Raw(name);
        if (raw is { ValueKind: not JsonValueKind.Object })
        {
            reader.AddNoObject($"{path}.{name}", "keys and values");
            raw = null;
        }

        var section = new SettingsSection(reader, $"{path}.{name}", raw);
        var result = read(section);
        section.ReportUnknown();
        return result;
    }

    /// <summary>A group that may be left out as a whole.</summary>
    public T? OptionalSection<T>(string name, Func<SettingsSection, T> read)
        where T : class => Raw(name) is null ? null : Section(name, read);

    public void ReportUnknown()
    {
        if (json is not { } present) return;
        foreach (var entry in present.EnumerateObject().Where(entry => !_known.Contains(entry.Name)))
            reader.AddUnknown($"{path}.{entry.Name}", _known);
    }

    private JsonElement? Raw(string name)
    {
        _known.Add(name);
        return json is { } present && present.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value : null;
    }
}
