using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>The YAML files of a folder, each parsed once, by whatever ways readers come to it.</summary>
internal sealed class YamlFiles
{
    private readonly Dictionary<string, (YamlMappingNode? Root, ErrorList Mistakes)> _parsed = new(StringComparer.Ordinal);

    /// <summary>The mapping that a file holds; null, with an error in the list, if it holds anything else.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="errors">Takes the errors, and those of what is read in the mapping.</param>
    public YamlMap? Load(string path, string name, ErrorList errors)
    {
        if (!_parsed.TryGetValue(path, out var file))
        {
            var mistakes = new ErrorList();
            _parsed[path] = file = (YamlFile.Read(path, name, mistakes), mistakes);
        }

        errors.AddAll(file.Mistakes);
        return file.Root is null ? null : new YamlMap(file.Root, name, errors);
    }
}
