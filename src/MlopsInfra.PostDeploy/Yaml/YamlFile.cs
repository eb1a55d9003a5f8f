using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Loads YAML files.</summary>
internal static class YamlFile
{
    /// <summary>The mapping that the file holds; null, with an error in the list, if it holds anything else.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="errors">Takes the errors.</param>
    public static YamlMap? Load(string path, string name, ErrorList errors)
    {
        try
        {
            return Parse(File.ReadAllText(path), name, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(name, 1, 1), $"cannot be read: {e.Message}");
            return null;
        }
    }

    /// <summary>The mapping in a text.</summary>
    public static YamlMap? Parse(string text, string name, ErrorList errors)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException e)
        {
            // Some of its errors begin where the enclosing block does: the end is nearer to the mistake.
            var at = e.End.Line > e.Start.Line ? e.End : e.Start;
            errors.Add(new SourceLocation(name, (int)at.Line, (int)at.Column), $"not valid YAML: {e.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser's answer to some brackets that are never closed; the last thing it understood is the best place to look.
            var last = parser.Current?.Start ?? Mark.Empty;
            errors.Add(new SourceLocation(name, (int)last.Line, (int)last.Column),
                "not valid YAML: a bracket or quote that is not closed follows");
            return null;
        }

        if (stream.Documents.Count != 1)
        {
            errors.Add(new SourceLocation(name, 1, 1), $"expected one YAML document, but found {stream.Documents.Count}");
            return null;
        }

        if (stream.Documents[0].RootNode is YamlMappingNode root)
        {
            if (text.Contains("<<:", StringComparison.Ordinal)) Merge(root);
            return new YamlMap(root, name, errors);
        }

        errors.Add(new SourceLocation(name, 1, 1), "expected keys and values at the top level");
        return null;
    }

    /// <summary>
    /// Puts in what merge keys stand for, as `az ml` does; keys of the mapping itself win. The library's
    /// merging parser can't be used: to it, a key that is overridden is a duplicate.
    /// </summary>
    private static void Merge(YamlNode node)
    {
        if (node is YamlSequenceNode list)
        {
            foreach (var item in list.Children) Merge(item);
            return;
        }

        if (node is not YamlMappingNode map) return;
        foreach (var value in map.Children.Values) Merge(value);
        var key = new YamlScalarNode("<<");
        if (!map.Children.TryGetValue(key, out var merged)) return;
        map.Children.Remove(key);
        foreach (var source in merged is YamlSequenceNode several ? several.Children : [merged])
        {
            if (source is not YamlMappingNode defaults) continue;
            foreach (var (name, value) in defaults.Children) map.Children.TryAdd(name, value);
        }
    }
}
