using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Formats.Tests.Yaml;

/// <summary>What is made of the files of Pulumi: what Go's yaml.v3 makes of them.</summary>
public sealed class PulumiRulesTests
{
    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' is there already, in line 1")]
    [InlineData("a:\n- \"\\0\"\n", 2, 3, "a value can't have the character U+0000")]
    [InlineData("c:\n  a: 1\n  \"a\": 3\n", 3, 3, "the key 'a' is there already, in line 2")]
    [InlineData("a: &x {b: 1}\nc:\n  <<: *x\n  <<: *x\n", 4, 3, "the key '<<' is there already, in line 3")]
    public void A_key_that_is_there_twice_is_a_mistake(string text, int line, int column, string message)
    {
        var findings = new YamlFindings();

        Assert.Null(YamlDocumentReader.Read(text, YamlRules.Pulumi, findings));

        var error = Assert.Single(findings.Errors);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n", "{a: {b: 1, c: 2}, d: {b: 1, c: 3}}")]
    [InlineData("a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n", "{a: {b: 1}, c: {b: 2, d: 3}, e: {b: 1, d: 3}}")]
    [InlineData("'<<': 1\n", "{'<<': 1}")]
    [InlineData("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "{a: 1, b: 1, c: 2, d: 2}")]
    [InlineData("a:\t1\n", "{a: 1}")]
    [InlineData("a: !!str 1\nb: !thing 2\nc: !!int '3'\nd: !thing {e: f}\n", "{a: '1', b: 2, c: 3, d: {e: f}}")]
    [InlineData("a: 1\n---\na: 2\n", "{a: 1}")]
    [InlineData("\ufeffa: 1\n", "{a: 1}")]
    [InlineData("a: yes\nb: 2024-01-01\nc: .inf\n", "{a: yes, b: 2024-01-01, c: .inf}")]
    public void A_file_means_what_it_means_to_Pulumi(string text, string expected)
    {
        var findings = new YamlFindings();
        var root = YamlDocumentReader.Read(text, YamlRules.Pulumi, findings);

        Assert.Empty(findings.Errors);
        Assert.Equal(Canonical(expected), Canonical(root!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void An_empty_file_has_no_root(string text)
    {
        var findings = new YamlFindings();

        Assert.Null(YamlDocumentReader.Read(text, YamlRules.Pulumi, findings));
        Assert.Empty(findings.Errors);
    }

    private static string Canonical(string text) =>
        Canonical(YamlDocumentReader.Read(text, YamlRules.Pulumi, new YamlFindings())!);

    private static string Canonical(YamlNode node) => YamlTree.Canonical(node);
}
