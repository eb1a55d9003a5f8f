using SharpYaml;
using SharpYaml.Events;
using YamlDotNet.RepresentationModel;
using YamlException = SharpYaml.YamlException;
using YamlStream = YamlDotNet.RepresentationModel.YamlStream;

namespace MlopsInfra.Formats.Yaml;

/// <summary>
/// Reads the one document of a text. The parser is SharpYaml's: like PyYAML's it is that of libyaml, which takes lines of quoted
/// text at any indentation. The tree is YamlDotNet's; what the two leave open is done here by the rules
/// of the reader that a file is meant for.
/// </summary>
public static class YamlDocumentReader
{
    /// <summary>The root of a file's document; null if it is empty or, with a mistake, if there is no such document.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rules">What is taken.</param>
    /// <param name="findings">Takes the mistakes and the warnings.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static YamlNode? ReadFile(string path, YamlRules rules, YamlFindings findings) =>
        YamlText.Read(path, findings) is { } text ? Read(text, rules, findings) : null;

    /// <summary>The document's root; null if the text is empty or, with a mistake, if there is no such document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rules">What is taken.</param>
    /// <param name="findings">Takes the mistakes and the warnings.</param>
    public static YamlNode? Read(string text, YamlRules rules, YamlFindings findings)
    {
        // A byte order mark is no part of the text, nor of the columns.
        var source = new YamlSource(text.StartsWith('\uFEFF') ? text[1..] : text);
        YamlComposer? composer = null;
        try
        {
            YamlCharacters.Check(source.Text);
            int documents;
            do documents = Parse(source, composer = new YamlComposer(source, rules, findings));
            while (documents < 0);
            if (rules.IsGo && documents == 0) return null;
            if (documents != 1 && !rules.IsGo)
            {
                findings.Add(1, 1, $"expected one YAML document, but found {documents}");
                return null;
            }

            if (!rules.IsGo) YamlTabs.Check(source.Text, composer.Extents);
            var stream = new YamlStream();
            stream.Load(new YamlReplay(composer.Events));
            var root = stream.Documents[0].RootNode;
            new YamlMerge(findings).Apply(root);
            return root;
        }
        catch (YamlException e)
        {
            findings.Add(YamlMistake.Of(e, source, composer?.OpenBracket));
            return null;
        }
    }

    /// <summary>The number of documents; less than none if the text was mended and has to be parsed again.</summary>
    private static int Parse(YamlSource source, YamlComposer composer)
    {
        var parser = Parser.CreateParser(new StringReader(source.Text), YamlLimits.Depth);
        var documents = 0;
        while (parser.MoveNext())
        {
            if (source.Mends(parser.Current!)) return -1;
            if (parser.Current is DocumentStart) documents++;
            // Of further documents only the number counts.
            if (documents < 2 || parser.Current is StreamEnd) composer.Add(parser.Current!);
        }

        return documents;
    }
}
