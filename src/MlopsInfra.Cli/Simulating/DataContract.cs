using MlopsInfra.Formats.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Cli.Simulating;

/// <summary>
/// What traffic has to know of the data contract, <c>pipelines/dataset.yml</c>. The steps of pipelines check all of it; here is
/// read what requests are made of.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="Label">Name of the outcome.</param>
/// <param name="Time">The column that says when a row was taken.</param>
/// <param name="Features">The features, by name.</param>
/// <param name="Columns">Types of what comes with requests besides, by name.</param>
internal sealed record DataContract(string File, string Label, string Time, IReadOnlyDictionary<string, ContractFeature> Features,
    IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>Reads it.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="CliException">It is not there, or is none.</exception>
    public static DataContract Read(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new CliException(ExitCode.Failed, "DatasetNotFound",
                $"There is no file '{file}'. It says what the data of the model looks like: its label, features and columns.");
        }

        var findings = new YamlFindings();
        var root = YamlDocumentReader.ReadFile(file, YamlRules.PyYaml, findings);
        if (findings.Errors is [var mistake, ..])
        {
            throw new CliException(ExitCode.Failed, "InvalidDataset",
                $"{file}({mistake.Line},{mistake.Column}): {mistake.Message}.");
        }

        var top = Map(root!, "the file");
        var columns = Find(top, "columns") is { } given
            ? Map(given, "columns").Children.ToDictionary(each => Text(each.Key, "columns"),
                each => Find(Map(each.Value, "columns"), "type") is { } type ? Text(type, "type") : "string",
                StringComparer.Ordinal)
            : [];
        return new DataContract(file, Text(Get(Map(Get(top, "label"), "label"), "name"), "label.name"),
            Text(Get(top, "time"), "time"),
            Map(Get(top, "features"), "features").Children.ToDictionary(
                each => Text(each.Key, "features"), each => Feature(Map(each.Value, "features")), StringComparer.Ordinal),
            columns);

        CliException Wrong(string what) => new(ExitCode.Failed, "InvalidDataset", $"{file}: {what}.");

        YamlMappingNode Map(YamlNode node, string name) =>
            node as YamlMappingNode ?? throw Wrong($"'{name}' in line {node.Start.Line} is no object");

        YamlNode Get(YamlMappingNode map, string name) =>
            Find(map, name) ?? throw Wrong($"'{name}' is missing in line {map.Start.Line}");

        static YamlNode? Find(YamlMappingNode map, string name) =>
            map.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;

        string Text(YamlNode node, string name) => node is YamlScalarNode { Value: { Length: > 0 } text }
            ? text : throw Wrong($"'{name}' in line {node.Start.Line} is no text");

        double? Number(YamlMappingNode map, string name) => Find(map, name) is not { } node ? null
            : Numbers.TryRead(Text(node, name), out var number) ? number : throw Wrong($"'{name}' is no number");

        ContractFeature Feature(YamlMappingNode map) => new(Find(map, "type") is { } type ? Text(type, "type") : "number")
        {
            Minimum = Number(map, "minimum"),
            Maximum = Number(map, "maximum"),
            HasNumbers = Find(map, "values") is YamlSequenceNode { Children: [YamlScalarNode first, ..] }
                && first.Style == ScalarStyle.Plain && Numbers.TryRead(first.Value ?? "", out _),
        };
    }
}
