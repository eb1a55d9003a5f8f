using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>
/// A YAML mapping, read key by key. It remembers which keys were asked for, so that <see cref="NoOthers"/> reports the rest:
/// a misspelt key must not be passed over in silence.
/// </summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly ErrorList _errors;
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);
    private readonly YamlOrigins _origins;

    public YamlMap(YamlMappingNode node, string file, ErrorList errors, YamlOrigins? origins = null)
    {
        _node = node;
        _file = file;
        _errors = errors;
        _origins = origins ?? new YamlOrigins();
    }

    public SourceLocation Location => At(_node);

    /// <summary>The mapping itself, to be looked through without reading it.</summary>
    public YamlMappingNode Root => _node;

    /// <summary>Keys and values in the order of the file.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries =>
        _node.Children.Select(entry => (KeyOf(entry.Key), entry.Value));

    public SourceLocation At(YamlNode value) =>
        new(_origins.FileOf(value) ?? _file, (int)value.Start.Line, (int)value.Start.Column);

    /// <summary>Where the value of a key is; the mapping itself if it has no such key.</summary>
    public SourceLocation At(string key) => Find(key) is { } value ? At(value) : Location;

    public void Error(SourceLocation location, string message) => _errors.Add(location, message);

    public void Warn(SourceLocation location, string message) => _errors.Warn(location, message);

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value of a key; null if it is left out or null.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);
        return Find(key);
    }

    /// <summary>Puts the value of a key under another name, too, unless that is there already.</summary>
    /// <param name="key">The key.</param>
    /// <param name="to">The other name.</param>
    /// <param name="within">A key that the value gets in the other place; null if it stays as it is.</param>
    public void Copy(string key, string to, string? within = null)
    {
        if (Find(key) is not { } value || Find(to) is not null) return;
        _node.Children[new YamlScalarNode(to)] = within is null ? value : new YamlMappingNode(new YamlScalarNode(within), value);
    }

    /// <summary>Keys that may be there and are not read: they say nothing to Azure, or it is said elsewhere.</summary>
    /// <param name="keys">The keys.</param>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys) _asked.Add(key);
    }

    /// <summary>
    /// Text; null if it is left out. A number counts as the text that the client makes of it, as in <c>version: 1.0</c>; a
    /// boolean is refused, since <c>name: off</c> would be neither the word nor what the author meant.
    /// </summary>
    public string? Text(string key)
    {
        if (Node(key) is not { } value) return null;
        if (value is not YamlScalarNode scalar)
            _errors.Add(At(value), $"'{key}' has to be text");
        else if (YamlScalar.AsBoolean(scalar) is not null)
            _errors.Add(At(value),
                $"'{key}' has to be text; {scalar.Value} is a boolean: write it in quotes, \"{scalar.Value}\"");
        else
            return YamlScalar.AsLiteral(scalar);
        return null;
    }

    /// <summary>Text that must be there; empty, with an error, if it is not.</summary>
    public string Required(string key, string what)
    {
        var text = Text(key);
        if (!string.IsNullOrWhiteSpace(text)) return text;
        if (!Has(key) || text is not null) _errors.Add(At(key), $"{what} needs '{key}'{Meant(key)}");
        return "";
    }

    public bool? Flag(string key)
    {
        if (Node(key) is not { } value) return null;
        if (value is YamlScalarNode scalar && YamlScalar.AsFlag(scalar) is { } flag) return flag;
        _errors.Add(At(value), $"'{key}' has to be true or false");
        return null;
    }

    /// <summary>One of some words, in any case; null if it is left out or, with an error, another word.</summary>
    public string? OneOf(string key, params IReadOnlyList<string> allowed)
    {
        if (Text(key) is not { } text) return null;
        if (allowed.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        var proposal = NearestWord.Of(text, allowed) is { } nearest ? $"did you mean '{nearest}'? Allowed" : "allowed";
        _errors.Add(At(key), $"'{key}' is '{text}'; {proposal}: {string.Join(", ", allowed)}");
        return null;
    }

    public YamlMap? Map(string key)
    {
        if (Node(key) is not { } value) return null;
        if (value is YamlMappingNode map) return new YamlMap(map, _file, _errors, _origins);
        _errors.Add(At(value), $"'{key}' has to hold keys and values");
        return null;
    }

    /// <summary>The entries of a mapping whose keys are names chosen by the author; none if the key is left out.</summary>
    public IEnumerable<(string Key, YamlNode Value)> EntriesOf(string key) => Map(key)?.Entries ?? [];

    /// <summary>Names with texts, such as tags; null if the key is left out or there are none.</summary>
    public IReadOnlyDictionary<string, string>? Texts(string key)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in EntriesOf(key))
        {
            if (value is YamlScalarNode scalar) texts[name] = YamlScalar.IsNull(scalar) ? "" : YamlScalar.AsLiteral(scalar);
            else _errors.Add(At(value), $"'{key}.{name}' has to be text");
        }

        return texts.Count == 0 ? null : texts;
    }

    /// <summary>A part that Azure takes as it stands, such as <c>resources</c>; null if it is left out.</summary>
    public JsonObject? Json(string key) => Map(key) is { } map ? (JsonObject?)YamlScalar.ToJson(map._node) : null;

    public YamlMap? AsMap(YamlNode value, string what)
    {
        if (value is YamlMappingNode map) return new YamlMap(map, _file, _errors, _origins);
        _errors.Add(At(value), $"{what} has to hold keys and values");
        return null;
    }

    /// <summary>
    /// Puts another mapping over this one: its keys win, and where both have keys below a key, those are put together.
    /// </summary>
    /// <param name="changes">The other mapping, which may be of another file.</param>
    public void Change(YamlMap changes) => _origins.Merge(_node, changes._node, changes._file);

    /// <summary>The whole mapping, for parts that are handed on as they are.</summary>
    public JsonObject AsJson() => (JsonObject)YamlScalar.ToJson(_node)!;

    /// <summary>Entries that were not asked for, in the order of the file: what Azure is sent as it is.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Others() => Entries.Where(entry => !_asked.Contains(entry.Key));

    /// <summary>Keys that were not asked for, in the order of the file.</summary>
    public IEnumerable<string> OtherKeys() => Others().Select(entry => entry.Key);

    /// <summary>Reports every key that was not asked for as a mistake.</summary>
    /// <param name="what">What the mapping is, as in <c>a command component</c>.</param>
    public void NoOthers(string what)
    {
        foreach (var (location, key) in OthersWithPlace())
        {
            var proposal = NearestWord.Of(key, _asked) is { } nearest ? $"did you mean '{nearest}'? Allowed" : "allowed";
            _errors.Add(location, $"unknown key '{key}' in {what}; {proposal}: {string.Join(", ", _asked)}");
        }
    }

    /// <summary>Warns of every key that was not asked for, where Azure takes unknown keys and does nothing with them.</summary>
    /// <param name="what">What the mapping is, as in <c>step 'train'</c>.</param>
    public void WarnOthers(string what)
    {
        foreach (var (location, key) in OthersWithPlace())
        {
            var proposal = NearestWord.Of(key, _asked) is { } nearest ? $"; did you mean '{nearest}'?" : "";
            _errors.Warn(location, $"unknown key '{key}' in {what}, which Azure passes over{proposal}");
        }
    }

    /// <summary>The end of a message about a key that is missing: which one it may have been meant to be; else nothing.</summary>
    public string Meant(string missing) =>
        OtherKeys().FirstOrDefault(key => NearestWord.Of(key, [missing]) is not null) is { } written
            ? $"; did you mean it by '{written}'?" : "";

    private IEnumerable<(SourceLocation Location, string Key)> OthersWithPlace() =>
        _node.Children.Keys.Select(key => (At(key), KeyOf(key))).Where(entry => !_asked.Contains(entry.Item2));

    private static string KeyOf(YamlNode key) => key is YamlScalarNode scalar ? scalar.Value ?? "" : key.ToString();

    private YamlNode? Find(string key) =>
        _node.Children.TryGetValue(new YamlScalarNode(key), out var value) && !YamlScalar.IsNull(value) ? value : null;
}
