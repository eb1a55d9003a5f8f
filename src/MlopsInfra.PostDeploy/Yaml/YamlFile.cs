using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Loads YAML files as PyYAML's <c>safe_load</c> does, which the Azure ML client reads with.</summary>
internal static class YamlFile
{
    /// <summary>The mapping that the file holds; null, with an error in the list, if it holds anything else.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="errors">Takes the errors.</param>
    public static YamlMappingNode? Read(string path, string name, ErrorList errors)
    {
        try
        {
            return Root(findings => YamlDocumentReader.ReadFile(path, YamlRules.AzureMachineLearning, findings), name, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(name, 1, 1), $"cannot be read: {e.Message}");
            return null;
        }
    }

    /// <summary>The mapping in a text.</summary>
    public static YamlMap? Parse(string text, string name, ErrorList errors) =>
        Root(findings => YamlDocumentReader.Read(text, YamlRules.AzureMachineLearning, findings), name, errors) is { } root
            ? new YamlMap(root, name, errors) : null;

    private static YamlMappingNode? Root(Func<YamlFindings, YamlNode?> read, string name, ErrorList errors)
    {
        var findings = new YamlFindings();
        var root = read(findings);
        if (root is not null) errors.Hide(root);
        errors.AddAll(name, findings);
        if (root is not null and not YamlMappingNode)
            errors.Add(new SourceLocation(name, 1, 1), "expected keys and values at the top level");
        return root as YamlMappingNode;
    }
}
