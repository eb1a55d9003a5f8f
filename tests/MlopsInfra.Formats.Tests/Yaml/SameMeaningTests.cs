using System.Text;
using CsCheck;
using MlopsInfra.Formats.Yaml;

namespace MlopsInfra.Formats.Tests.Yaml;

/// <summary>A file without tricks means to every reader what it means to any parser of YAML.</summary>
public sealed class SameMeaningTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char["abcXYZ019_-. /"], 1, 12].Where(word =>
        word.Trim() == word && word.Trim('-', '.', '_').Length > 0 && !word.StartsWith('-')
        && !word.Contains("  ", StringComparison.Ordinal));

    private static readonly Gen<string> Quoted = Gen.String[Gen.Char["ab ':#{}[]&*!|>%@`,?-\u00e9\u20ac"], 0, 12];

    public static TheoryData<string> Files() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "Pulumi*.yaml")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "templates"), "*.yaml", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "pipelines"), "*.yml", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_the_repository_means_the_same(string file) =>
        AssertSame(File.ReadAllText(Path.Combine(Repository.Root, file)));

    [Fact]
    public void What_is_written_in_blocks_or_brackets_means_the_same() =>
        Gen.Recursive<Action<StringBuilder, int, bool>>((depth, part) => depth > 4
            ? Scalar()
            : Gen.OneOf(Scalar(), Mapping(part), Sequence(part)))
            .Array[1, 6].Sample(parts =>
            {
                var text = new StringBuilder();
                for (var i = 0; i < parts.Length; i++)
                {
                    text.Append($"key{i}:");
                    parts[i](text, 1, i % 2 == 1);
                    text.Append('\n');
                }

                AssertSame(text.ToString());
            }, iter: 500);

    private static void AssertSame(string text)
    {
        foreach (var rules in (YamlRules[])[YamlRules.Pulumi, YamlRules.PyYaml])
        {
            var findings = new YamlFindings();
            var root = YamlDocumentReader.Read(text, rules, findings);
            Assert.Empty(findings.Errors);
            Assert.Equal(YamlTree.Canonical(YamlTree.Raw(text)), YamlTree.Canonical(root!));
        }
    }

    private static Gen<Action<StringBuilder, int, bool>> Scalar() => Gen.OneOf(
        Words.Select<string, Action<StringBuilder, int, bool>>(word => (text, _, _) => text.Append(' ').Append(word)),
        Quoted.Select<string, Action<StringBuilder, int, bool>>(word =>
            (text, _, _) => text.Append(" '").Append(word.Replace("'", "''", StringComparison.Ordinal)).Append('\'')),
        Quoted.Select<string, Action<StringBuilder, int, bool>>(word =>
            (text, _, _) => text.Append(" \"").Append(word).Append('"')));

    private static Gen<Action<StringBuilder, int, bool>> Mapping(Gen<Action<StringBuilder, int, bool>> part) =>
        part.Array[1, 4].Select<Action<StringBuilder, int, bool>[], Action<StringBuilder, int, bool>>(parts =>
            (text, depth, isFlow) =>
        {
            if (isFlow) text.Append(" {");
            for (var i = 0; i < parts.Length; i++)
            {
                text.Append(isFlow ? (i > 0 ? ", " : "") : $"\n{new string(' ', depth * 2)}").Append($"k{i}:");
                parts[i](text, depth + 1, isFlow);
            }

            if (isFlow) text.Append('}');
        });

    private static Gen<Action<StringBuilder, int, bool>> Sequence(Gen<Action<StringBuilder, int, bool>> part) =>
        part.Array[1, 4].Select<Action<StringBuilder, int, bool>[], Action<StringBuilder, int, bool>>(parts =>
            (text, depth, isFlow) =>
        {
            if (isFlow) text.Append(" [");
            for (var i = 0; i < parts.Length; i++)
            {
                text.Append(isFlow ? (i > 0 ? "," : "") : $"\n{new string(' ', depth * 2)}-");
                parts[i](text, depth + 1, isFlow);
            }

            if (isFlow) text.Append(" ]");
        });
}
