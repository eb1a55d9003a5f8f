using System.Text;
using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Loads YAML files as PyYAML's <c>safe_load</c> does, which the Azure ML client reads with.</summary>
internal static class YamlFile
{
    // A pipeline of 5,000 steps has a tenth of it. What is larger is data, and was named by mistake.
    private const int MaxMegabytes = 32;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The mapping that the file holds; null, with an error in the list, if it holds anything else.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="errors">Takes the errors.</param>
    public static YamlMappingNode? Read(string path, string name, ErrorList errors)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxMegabytes * 1024L * 1024 } large)
            {
                errors.Add(new SourceLocation(name, 1, 1),
                    $"cannot be read: it has {large.Length / 1024 / 1024} MB, more than the {MaxMegabytes} MB of a description");
                return null;
            }

            return Root(File.ReadAllText(path, Utf8), name, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            var why = e is DecoderFallbackException ? "it is not UTF-8" : e.Message;
            errors.Add(new SourceLocation(name, 1, 1), $"cannot be read: {why}");
            return null;
        }
    }

    /// <summary>The mapping in a text.</summary>
    public static YamlMap? Parse(string text, string name, ErrorList errors) =>
        Root(text, name, errors) is { } root ? new YamlMap(root, name, errors) : null;

    private static YamlMappingNode? Root(string text, string name, ErrorList errors)
    {
        var findings = new YamlFindings();
        var root = YamlDocumentReader.Read(text, findings);
        errors.AddAll(name, findings);
        if (root is not null and not YamlMappingNode)
            errors.Add(new SourceLocation(name, 1, 1), "expected keys and values at the top level");
        return root as YamlMappingNode;
    }
}
