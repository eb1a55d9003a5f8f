using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Yaml;

/// <summary>What is said of a text that is no YAML, or has values that can't be sent: where it is, and the remedy.</summary>
public sealed class YamlMistakeTests
{
    [Theory]
    [InlineData("a:\n  b: [1, 2\nc: 3\n", "a.yml(3,2): not valid YAML: expected ',' or ']', as the '[' of line 2 is still open")]
    [InlineData("a: &x {b: 1\n", "a.yml(2,1): not valid YAML: expected ',' or '}', as the '{' of line 1 is still open")]
    [InlineData("a: 1\nb: \"c\nd: 2\n", "a.yml(2,4): not valid YAML: the quote is not closed")]
    [InlineData("a:\n\tb: 1\n", "a.yml(2,1): not valid YAML: a tab can't stand here: use spaces")]
    [InlineData("a: 1\t# b\n", "a.yml(1,5): not valid YAML: a tab can't stand here: use spaces")]
    [InlineData("a: @b\n", "a.yml(1,4): not valid YAML: '@' can't begin a value: write the value in quotes")]
    [InlineData("a: {b:[1], c:, d: @}\n", "a.yml(1,19): not valid YAML: '@' can't begin a value: write the value in quotes")]
    [InlineData("a: b: c\n",
        "a.yml(1,5): not valid YAML: a key can't stand here: its indentation is wrong, or it is part of a text "
        + "that needs quotes")]
    [InlineData("a:\n  b: 1\n c: 2\n", "a.yml(3,2): not valid YAML: expected a key with the indentation of those above")]
    [InlineData("a: \u0007\n", "a.yml(1,4): not valid YAML: the character U+0007 is not allowed")]
    [InlineData("a: *b\n", "a.yml(1,4): not valid YAML: '*b' refers to an anchor that is not there")]
    [InlineData("a: &b [*b]\n", "a.yml(1,8): not valid YAML: '*b' stands within what it refers to")]
    [InlineData("a: &b 1\nc: &b 2\n", "a.yml(2,4): not valid YAML: the anchor '&b' is there twice")]
    [InlineData("a: !b c\n", "a.yml(1,4): not valid YAML: the tag '!b' has no meaning here")]
    [InlineData("a: !!int b\n", "a.yml(1,4): not valid YAML: the value is not what its tag '!!int' says")]
    [InlineData("[a]: b\n", "a.yml(1,1): not valid YAML: a key is a text, not a list or a mapping")]
    [InlineData("a: 1\n<<: b\n", "a.yml(2,5): '<<' takes over a mapping or a list of mappings")]
    [InlineData("a: 1\n---\nb: 2\n", "a.yml(1,1): expected one YAML document, but found 2")]
    [InlineData("- a\n", "a.yml(1,1): expected keys and values at the top level")]
    [InlineData("a: 2025-02-01\n", "a.yml(1,4): 2025-02-01 is a date or a time to the Azure ML client, which can't send it: "
        + "write it in quotes, \"2025-02-01\"")]
    [InlineData("a: [.inf]\n", "a.yml(1,5): .inf is no number that Azure takes: write it in quotes, \".inf\"")]
    public void A_mistake_is_told_with_its_place(string text, string expected)
    {
        var errors = new ErrorList();

        YamlFile.Parse(text, "a.yml", errors);

        var thrown = Assert.Throws<PipelineFolderException>(errors.ThrowIfAny);
        Assert.Equal(expected, Assert.Single(thrown.Errors).ToString());
    }

    [Fact]
    public void A_key_that_is_there_twice_is_warned_about_once_for_each_time()
    {
        var errors = new ErrorList();

        var map = YamlFile.Parse("a: 1\nb: {c: 2, \"c\": 3}\na: 4\n", "a.yml", errors)!;

        errors.ThrowIfAny();
        Assert.Equal("4", map.Text("a"));
        Assert.Equal("3", map.Map("b")!.Text("c"));
        Assert.Equal(
            [
                "a.yml(2,11): the key 'c' is there twice: this one counts, not that of line 2",
                "a.yml(3,1): the key 'a' is there twice: this one counts, not that of line 1",
            ],
            errors.Warnings.Select(warning => warning.ToString()));
    }

    [Fact]
    public void Aliases_that_multiply_without_bound_are_refused()
    {
        var lines = Enumerable.Range(1, 9).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]");
        var errors = new ErrorList();

        YamlFile.Parse($"a0: &a0 [x]\n{string.Join('\n', lines)}\n", "a.yml", errors);

        var thrown = Assert.Throws<PipelineFolderException>(errors.ThrowIfAny);
        Assert.Contains("the aliases stand for more than 250,000 values", Assert.Single(thrown.Errors).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_without_end_are_refused()
    {
        var errors = new ErrorList();

        YamlFile.Parse("a: " + new string('[', 100_000), "a.yml", errors);

        Assert.Contains("more than 64 levels deep",
            Assert.Single(Assert.Throws<PipelineFolderException>(errors.ThrowIfAny).Errors).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_refused()
    {
        using var pipeline = new TempPipeline();
        File.WriteAllBytes(pipeline.PathOf("a.yml"), [.. "a: gr"u8, 0xFC, .. "n\n"u8]);
        var errors = new ErrorList();

        Assert.Null(new YamlFiles().Load(pipeline.PathOf("a.yml"), "a.yml", errors));

        Assert.Equal("a.yml(1,6): cannot be read: it is not UTF-8, as the byte 0xFC here shows: save it as UTF-8",
            Assert.Single(Assert.Throws<PipelineFolderException>(errors.ThrowIfAny).Errors).ToString());
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("\"true\"", true)]
    [InlineData("1", true)]
    [InlineData("No", false)]
    [InlineData("'off'", false)]
    [InlineData("n", false)]
    [InlineData("2", null)]
    [InlineData("maybe", null)]
    public void A_flag_is_any_word_that_the_client_takes_for_one(string written, bool? expected)
    {
        var errors = new ErrorList();

        Assert.Equal(expected, YamlFile.Parse($"flag: {written}\n", "a.yml", errors)!.Flag("flag"));

        Assert.Equal(expected is null ? 1 : 0, errors.Count);
    }

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("010", "8")]
    [InlineData("2024.10", "2024.1")]
    [InlineData("\"2024.10\"", "2024.10")]
    [InlineData("y", "y")]
    [InlineData("off", null)]
    public void A_text_may_be_a_number_and_no_boolean(string written, string? expected)
    {
        var errors = new ErrorList();

        Assert.Equal(expected, YamlFile.Parse($"version: {written}\n", "a.yml", errors)!.Text("version"));

        Assert.Equal(expected is null ? 1 : 0, errors.Count);
    }
}
