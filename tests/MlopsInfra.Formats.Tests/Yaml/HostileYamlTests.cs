using System.Diagnostics;
using CsCheck;
using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Formats.Tests.Yaml;

/// <summary>No text brings a reader down: it is refused with its place, in bounded time and memory, or it gives a tree.</summary>
public sealed class HostileYamlTests
{
    private static readonly string[] Pieces =
    [
        "a: ", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "&x ", "*x", "<<: ", "[", "]", "{", "}", ", ", "\"", "'", "|\n",
        ">-\n", "!!str ", "!!int ", "!b ", "1", "0x_", ".inf", "2024-01-01", "text", "# c", "---\n", "...\n", "%YAML 1.2\n", "\t",
        "\"\\0\"", "\"\\ud800\"",
        "\ufeff", "a:[", "~", "=", "@",
    ];

    private static readonly Dictionary<string, YamlRules> Rules = new()
    {
        ["PyYAML"] = YamlRules.PyYaml,
        ["Azure ML"] = YamlRules.AzureMachineLearning,
        ["Pulumi"] = YamlRules.Pulumi,
    };

    public static TheoryData<string, string> Hostile()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in HostileYaml.Texts.Keys)
        {
            foreach (var rules in Rules.Keys) data.Add(name, rules);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_text_is_refused_with_its_place(string name, string rules)
    {
        var findings = new YamlFindings();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        Assert.Null(YamlDocumentReader.Read(HostileYaml.Texts[name], Rules[rules], findings));

        // Bounded it takes a second at most, expanded for ever.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{clock.ElapsedMilliseconds} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB: "
                + findings.Errors[0]);
        Assert.NotEmpty(findings.Errors);
        Assert.All(findings.Errors,
            error => Assert.True(error is { Line: > 0, Column: > 0, Message.Length: > 0 and < 200 }, $"{error}"));
    }

    [Theory]
    [InlineData("Pulumi")]
    [InlineData("PyYAML")]
    [InlineData("Azure ML")]
    public void Any_text_is_refused_with_a_place_in_it_or_gives_a_tree(string rules) =>
        Gen.OneOf(Gen.String[Gen.Char["abx019 \n\n\t-:,?[]{}&*!|>'\"%@`#~=<.\\/\0\u00e9\ud800"], 0, 60],
            Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 25].Select(string.Concat)).Sample(
            text =>
            {
                var findings = new YamlFindings();
                var root = YamlDocumentReader.Read(text, Rules[rules], findings);
                var lines = text.Split('\n').Length;
                Assert.All(findings.Errors, error =>
                    Assert.True(error.Line >= 1 && error.Line <= lines + 1 && error.Column >= 1, $"{error}"));
                Assert.True(root is not null || findings.Errors.Count > 0 || rules == "Pulumi");
                if (root is not null) Assert.InRange(Count(root), 1, YamlLimits.Values);
            }, iter: 5_000);

    private static int Count(YamlNode node) => node switch
    {
        YamlMappingNode mapping => 1 + mapping.Children.Sum(entry => Count(entry.Key) + Count(entry.Value)),
        YamlSequenceNode sequence => 1 + sequence.Children.Sum(Count),
        _ => 1,
    };
}
