using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalCloud.Workloads.Python;

/// <summary>Reads what an environment asks for.</summary>
internal static class WantedPackages
{
    /// <summary>The packages of a conda file; those of pip are in a list named <c>pip</c> among them.</summary>
    /// <param name="conda">The file's text; one that is no such file asks for nothing.</param>
    public static IReadOnlyList<WantedPackage> OfConda(string conda)
    {
        // The service refuses to build what is no such file; here only the comparison has nothing to compare.
        if (YamlDocumentReader.Read(conda, YamlRules.PyYaml, new YamlFindings()) is not YamlMappingNode root
            || Member(root, "dependencies") is not YamlSequenceNode dependencies) return [];
        return
        [
            .. dependencies.OfType<YamlScalarNode>().Select(node => WantedPackage.OfConda(node.Value ?? ""))
                .OfType<WantedPackage>().Where(package => package.Name != "pip"),
            .. dependencies.OfType<YamlMappingNode>().Select(node => Member(node, "pip")).OfType<YamlSequenceNode>()
                .SelectMany(list => list.OfType<YamlScalarNode>())
                .Select(node => WantedPackage.OfPip(node.Value ?? "")).OfType<WantedPackage>(),
        ];
    }

    /// <summary>The packages of a requirements file.</summary>
    /// <param name="requirements">The file's text.</param>
    public static IReadOnlyList<WantedPackage> OfRequirements(string requirements) =>
        [.. requirements.Split('\n').Select(WantedPackage.OfPip).OfType<WantedPackage>()];

    private static YamlNode? Member(YamlMappingNode node, string name) =>
        node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode key && key.Value == name).Value;
}
