using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SdkGenerator.Schema;

namespace SdkGenerator.Subset;

/// <summary>Cuts a package schema down to some of its resources and functions, with every type that they need.</summary>
internal sealed class SchemaSubset
{
    private static readonly string[] Sections = ["resources", "functions"];

    private readonly JsonElement _full;
    private readonly SortedDictionary<string, JsonNode> _resources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonNode> _functions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonNode> _types = new(StringComparer.Ordinal);

    private SchemaSubset(JsonElement full) => _full = full;

    /// <summary>The schema of the named resources and functions, as text.</summary>
    /// <param name="full">The full schema.</param>
    /// <param name="tokens">The tokens to keep, with their line numbers.</param>
    /// <param name="tokensFile">Where the tokens come from, for error messages.</param>
    /// <exception cref="SchemaException">A token is not in the schema, or a type that is referred to isn't.</exception>
    public static string Cut(JsonElement full, ImmutableArray<(string Token, int Line)> tokens, string tokensFile)
    {
        var subset = new SchemaSubset(full);
        var unknown = tokens.Where(entry => !subset.Take(entry.Token)).ToList();
        if (unknown.Count == 0)
            return subset.Write();
        throw new SchemaException(string.Join('\n', unknown.Select(entry =>
            $"{tokensFile}({entry.Line}): the schema has no resource or function '{entry.Token}'."
            + subset.Suggestion(entry.Token))));
    }

    private bool Take(string token) => Take(token, Sections[0], _resources) || Take(token, Sections[1], _functions);

    private bool Take(string token, string section, SortedDictionary<string, JsonNode> taken)
    {
        if (!_full.TryGetProperty(section, out var all) || !all.TryGetProperty(token, out var spec))
            return false;
        taken[token] = Follow(SpecTrimmer.Trim(spec), token);
        return true;
    }

    /// <summary>Takes every type that a specification refers to.</summary>
    private JsonObject Follow(JsonObject spec, string owner)
    {
        foreach (var reference in References(spec))
        {
            if (reference.StartsWith("pulumi.json#", StringComparison.Ordinal))
                continue;
            var token = Token.OfTypeReference(reference)
                ?? throw new SchemaException($"{owner} refers to '{reference}': only types of the same package can be cut out.");
            if (!_types.ContainsKey(token))
                TakeType(token, owner);
        }

        return spec;
    }

    private void TakeType(string token, string owner)
    {
        if (!_full.TryGetProperty("types", out var all) || !all.TryGetProperty(token, out var spec))
            throw new SchemaException($"{owner} refers to the type '{token}', which the schema doesn't have.");
        var trimmed = SpecTrimmer.Trim(spec);
        // Known before its own references are followed: types may refer to themselves.
        _types[token] = trimmed;
        Follow(trimmed, token);
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject spec => spec.SelectMany(member => member is { Key: "$ref", Value: JsonValue value }
            ? [value.GetValue<string>()]
            : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private string Write()
    {
        var writer = new SchemaWriter();
        writer.Value("name", Copy("name")).Value("version", Copy("version"));
        if (_full.TryGetProperty("language", out var language) && SpecTrimmer.OfCSharp(language) is { } csharp)
            writer.Value("language", OfTakenModules(csharp));
        var config = Root("config");
        var provider = Root("provider");
        return writer.Value("config", config).Value("provider", provider)
            .Section("resources", _resources).Section("functions", _functions).Section("types", _types).Finish();
    }

    private JsonNode? Copy(string name) => _full.TryGetProperty(name, out var value)
        ? JsonNode.Parse(value.GetRawText())
        : throw new SchemaException($"'{name}' is missing; is this a Pulumi package schema?");

    private JsonObject Root(string name) =>
        _full.TryGetProperty(name, out var spec) ? Follow(SpecTrimmer.Trim(spec), name) : [];

    /// <summary>The C# settings without the namespaces of modules that nothing was taken from.</summary>
    private JsonObject OfTakenModules(JsonObject language)
    {
        if (language["csharp"]?["namespaces"] is not JsonObject namespaces)
            return language;
        var modules = _resources.Keys.Concat(_functions.Keys).Concat(_types.Keys).Select(token => token.Split(':')[1])
            .Append(_full.GetProperty("name").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var unused in namespaces.Select(entry => entry.Key).Where(module => !modules.Contains(module)).ToList())
            namespaces.Remove(unused);
        return language;
    }

    private IEnumerable<string> Tokens(string section) =>
        _full.TryGetProperty(section, out var all) ? all.EnumerateObject().Select(entry => entry.Name) : [];

    private string Suggestion(string token)
    {
        var name = token.Split(':')[^1];
        var similar = Sections
            .SelectMany(Tokens)
            .Where(known => known.Split(':')[^1].Equals(name, StringComparison.OrdinalIgnoreCase))
            .Take(3)
            .ToList();
        return similar.Count == 0 ? "" : $" Did you mean {string.Join(" or ", similar)}?";
    }
}
