using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.AzureDevOps;

/// <summary>
/// Does with a pipeline what Azure Pipelines does before it runs: fetches templates, binds their parameters, evaluates
/// <c>${{ }}</c>. Knows the forms of expression that this repository uses, and fails on any other, on a template that is
/// not there, and on parameters that don't fit what the template declares.
/// </summary>
internal sealed partial class TemplateExpander
{
    private static readonly string[] Contents = ["variables", "stages", "jobs", "steps"];

    private readonly string _file;
    private readonly Dictionary<string, YamlNode> _scope;

    private TemplateExpander(string file, Dictionary<string, YamlNode> scope)
    {
        _file = file;
        _scope = scope;
    }

    /// <summary>A pipeline as it runs.</summary>
    /// <param name="file">The pipeline's file.</param>
    /// <param name="given">What whoever starts it gives for its parameters; null for nothing: they have defaults.</param>
    public static YamlMappingNode Expand(string file, IReadOnlyDictionary<string, YamlNode>? given = null)
    {
        var pipeline = Yaml.Load(file);
        var scope = new TemplateExpander(file, []).Bind(file, pipeline, given ?? new Dictionary<string, YamlNode>());
        return (YamlMappingNode)new TemplateExpander(file, scope).Expand(pipeline);
    }

    private YamlNode Expand(YamlNode node) => node switch
    {
        YamlScalarNode scalar when WholeExpression().Match(scalar.Value ?? "") is { Success: true } whole =>
            Value(whole.Groups[1].Value),
        YamlScalarNode scalar => Substitute(scalar),
        YamlSequenceNode sequence => new YamlSequenceNode(sequence.Children.SelectMany(Items)),
        YamlMappingNode mapping => new YamlMappingNode(mapping.Children.SelectMany(Members)),
        _ => throw Wrong($"unexpected {node.NodeType}"),
    };

    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> Members(KeyValuePair<YamlNode, YamlNode> member) =>
        IfKey().Match(member.Key.ToString()) is { Success: true } condition
        ? Value(condition.Groups[1].Value).ToString() == "true" ? ((YamlMappingNode)Expand(member.Value)).Children : []
        : [KeyValuePair.Create(member.Key, Expand(member.Value))];

    private IEnumerable<YamlNode> Items(YamlNode item)
    {
        if (item.Text("template") is { } template) return Template(template, item.Map("parameters"));
        if (item is not YamlMappingNode { Children.Count: 1 } mapping) return [Expand(item)];
        var (key, value) = (mapping.Children[0].Key.ToString(), mapping.Children[0].Value);
        if (IfKey().Match(key) is { Success: true } condition)
            return Value(condition.Groups[1].Value).ToString() == "true" ? Spliced(value) : [];
        if (EachKey().Match(key) is not { Success: true } each)
            return key.Contains("${{", StringComparison.Ordinal) ? throw Wrong($"unknown expression {key}") : [Expand(item)];
        return Value(each.Groups[2].Value).List().SelectMany(element =>
            new TemplateExpander(_file, new(_scope) { [each.Groups[1].Value] = element }).Spliced(value)).ToList();
    }

    private IEnumerable<YamlNode> Spliced(YamlNode value) => ((YamlSequenceNode)Expand(value)).Children;

    private IReadOnlyList<YamlNode> Template(string name, IReadOnlyDictionary<string, YamlNode> given)
    {
        var file = Path.GetRelativePath(Repository.Root, Path.GetFullPath(name, Path.GetDirectoryName(Repository.At(_file))!))
            .Replace('\\', '/');
        if (!File.Exists(Repository.At(file))) throw Wrong($"there is no template {file}");
        var template = Yaml.Load(file);
        var scope = Bind(file, template, given);
        var content = Contents.Select(key => template.Get(key)).OfType<YamlSequenceNode>().Single();
        return ((YamlSequenceNode)new TemplateExpander(file, scope).Expand(content)).Children.ToList();
    }

    private Dictionary<string, YamlNode> Bind(string file, YamlNode template, IReadOnlyDictionary<string, YamlNode> given)
    {
        var declared = template.List("parameters").ToDictionary(parameter => parameter.Text("name")!);
        foreach (var (parameter, _) in given)
        {
            if (!declared.ContainsKey(parameter)) throw Wrong($"{file} declares no parameter '{parameter}'");
        }

        return declared.ToDictionary(
            pair => $"parameters.{pair.Key}",
            pair => Checked(pair.Value,
                given.TryGetValue(pair.Key, out var value)
                    ? Expand(value) : pair.Value.Get("default") ?? throw Wrong($"{file} requires the parameter '{pair.Key}'")));
    }

    private YamlNode Checked(YamlNode parameter, YamlNode value)
    {
        var type = parameter.Text("type") ?? throw Wrong($"parameter '{parameter.Text("name")}' has no type");
        var fits = type switch
        {
            "boolean" => value.ToString() is "true" or "false",
            "number" => double.TryParse(value.ToString(), out _),
            "string" => value is YamlScalarNode,
            "object" => true,
            _ => throw Wrong($"unknown parameter type {type}"),
        };
        var values = parameter.List("values").Select(allowed => allowed.ToString()).ToList();
        if (!fits || (values.Count > 0 && !values.Contains(value.ToString())))
            throw Wrong($"'{value}' does not fit the parameter '{parameter.Text("name")}' ({type}; {string.Join(", ", values)})");
        return value;
    }

    private YamlScalarNode Substitute(YamlScalarNode scalar)
    {
        var text = Expression().Replace(scalar.Value ?? "", match => Value(match.Groups[1].Value).ToString());
        return new YamlScalarNode(text.Contains("${{", StringComparison.Ordinal)
            ? throw Wrong($"unknown expression in: {text}") : text);
    }

    private YamlNode Value(string name)
    {
        if (_scope.TryGetValue(name, out var value)) return value;
        // A member of an object.
        return name.LastIndexOf('.') is var dot and > 0 && _scope.TryGetValue(name[..dot], out var owner)
            && owner.Get(name[(dot + 1)..]) is { } member
            ? member
            : throw Wrong($"'{name}' is not declared");
    }

    private InvalidDataException Wrong(string what) => new($"{_file}: {what}");

    [GeneratedRegex(@"^\$\{\{ if ([\w.]+) \}\}$")]
    private static partial Regex IfKey();

    [GeneratedRegex(@"^\$\{\{ each (\w+) in ([\w.]+) \}\}$")]
    private static partial Regex EachKey();

    [GeneratedRegex(@"^\$\{\{ ([\w.]+) \}\}$")]
    private static partial Regex WholeExpression();

    [GeneratedRegex(@"\$\{\{ ([\w.]+) \}\}")]
    private static partial Regex Expression();
}
