using CsCheck;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

public sealed class DockerfileProperties
{
    private static readonly string[] Pieces =
    [
        "FROM", "COPY ", "RUN", "ENV", "HEALTHCHECK ", "ARG", "a", " ", "\n", "\r\n", "\\", "\"", "'", "$", "{", "}", "=", "#",
        "--from=", "<<", "[", "]", ",", ":-",
    ];

    private static readonly Gen<string> Garbage =
        Gen.Int[0, Pieces.Length - 1].Array[0, 30].Select(numbers => string.Concat(numbers.Select(number => Pieces[number])));

    private static readonly Gen<string> Value =
        Gen.Char["abc \"'$\\={}#"].Array[0, 12].Select(characters => new string(characters));

    [Fact]
    public void Any_text_is_read_or_refused_in_words() => Garbage.Sample(text =>
    {
        try
        {
            var words = DockerfileReader.Read(text, "Dockerfile");
            foreach (var instruction in words.Instructions)
                foreach (var word in words.Words.Split(instruction.Arguments)) words.Words.Expand(word, 1, _ => null);
        }
        catch (DockerfileException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    });

    [Fact]
    public void A_quoted_value_is_the_value_whatever_is_in_it() => Value.Sample(value =>
    {
        var quoted = "\"" + string.Concat(value.Select(each => each is '"' or '$' or '\\' ? $"\\{each}" : $"{each}")) + "\"";
        var file = DockerfileReader.Read($"FROM scratch\nENV A={quoted}", "Dockerfile");
        var pair = Assert.Single(file.Words.Pairs(file.Instructions[1]));

        return pair.Name == "A" && file.Words.Expand(pair.Value, 2, _ => "?") == value;
    });

    [Theory]
    [InlineData("${A:}", "missing modifier")]
    [InlineData("${:-x}", "bad substitution")]
    public void A_substitution_that_is_none_is_refused(string text, string why) => Assert.Contains(why,
        Assert.Throws<DockerfileException>(() => new DockerWords('\\').Expand(text, 7, _ => null)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_substitution_nested_without_end_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("${A:-", 20_000)) + new string('}', 20_000);

        Assert.Contains("nested", Assert.Throws<DockerfileException>(() => new DockerWords('\\').Expand(text, 1, _ => null))
            .Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_whose_range_goes_backwards_is_refused() =>
        Assert.Throws<DockerfileException>(() => new DockerIgnore("a\n[z-a]"));

    [Theory]
    [InlineData("${A}", "1")]
    [InlineData("${NONE:-x$A}", "x1")]
    [InlineData("${A:+y}${NONE:+z}", "y")]
    [InlineData("${EMPTY-d}${EMPTY:-e}", "e")]
    [InlineData("\\$A '$A' \"$A\"", "$A $A 1")]
    [InlineData("$A_B$", "$")]
    public void Variables_are_replaced_as_docker_does(string text, string expected) =>
        Assert.Equal(expected,
            new DockerWords('\\').Expand(text, 1, name => name switch { "A" => "1", "EMPTY" => "", _ => null }));
}
