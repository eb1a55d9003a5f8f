using SharpYaml.Events;
using YamlDotNet.Core;
using Dot = YamlDotNet.Core.Events;

namespace MlopsInfra.Formats.Yaml;

/// <summary>What tags mean, as in <c>!!str 1</c>: the value gets the form that has that meaning without a tag.</summary>
internal static class YamlTag
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>A scalar whose style and text alone say what it is.</summary>
    public static Dot.Scalar Resolve(Scalar scalar, YamlRules rules)
    {
        var plain = scalar.Style == SharpYaml.ScalarStyle.Plain;
        var (text, isPlain) = scalar.Tag switch
        {
            null or "" => (scalar.Value, plain),
            // "Take it for what it looks like", whatever stands around it.
            "!" => (scalar.Value, true),
            Prefix + "str" => (scalar.Value, false),
            // To Go, other tags of YAML's own say that quotes do not count, and all others say nothing.
            { } tag when rules.IsGo => (scalar.Value, plain || tag is Prefix + "null" or Prefix + "bool" or Prefix + "int"
                or Prefix + "float"),
            Prefix + "null" => ("null", true),
            Prefix + "bool" => (PlainScalar.BooleanOf(scalar.Value.ToLowerInvariant()) switch
            {
                true => "true",
                false => "false",
                null => throw Wrong(scalar),
            }, true),
            Prefix + "int" => (PlainScalar.KindOf(scalar.Value) == PlainKind.Integer ? scalar.Value : throw Wrong(scalar), true),
            Prefix + "float" => (Float(scalar), true),
            _ => throw Unknown(scalar),
        };
        return new Dot.Scalar(default, TagName.Empty, text, isPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, true, true,
            new Mark(scalar.Start.Index, scalar.Start.Line + 1, scalar.Start.Column + 1), Mark.Empty);
    }

    /// <summary>Refuses any tag of a list or a mapping but its own.</summary>
    public static void Require(NodeEvent node, string own, YamlRules rules)
    {
        if (rules.IsGo || string.IsNullOrEmpty(node.Tag) || node.Tag == "!" || node.Tag == Prefix + own) return;
        throw Unknown(node);
    }

    private static string Float(Scalar scalar)
    {
        if (PlainScalar.KindOf(scalar.Value) == PlainKind.Float) return scalar.Value;
        return PythonFloat.OfText(scalar.Value.Replace("_", "", StringComparison.Ordinal)) is { } value
            ? PythonFloat.Repr(value) : throw Wrong(scalar);
    }

    private static SharpYaml.YamlException Wrong(Scalar scalar) =>
        YamlCharacters.Error(scalar.Start, $"the value is not what its tag '{Short(scalar.Tag!)}' says");

    private static SharpYaml.YamlException Unknown(NodeEvent node) =>
        YamlCharacters.Error(node.Start, $"the tag '{Short(node.Tag!)}' has no meaning here");

    private static string Short(string tag) =>
        tag.StartsWith(Prefix, StringComparison.Ordinal) ? $"!!{tag[Prefix.Length..]}" : tag;
}
