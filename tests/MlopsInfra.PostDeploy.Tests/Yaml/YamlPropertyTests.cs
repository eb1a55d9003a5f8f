using System.Globalization;
using CsCheck;
using MlopsInfra.Formats.Yaml;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Yaml;

/// <summary>What holds for every text and every number.</summary>
public sealed class YamlPropertyTests
{
    private static readonly Gen<string[]> Words = Gen.String[Gen.Char["abcxyz019.,:;{}[]&*!|>%@`~#-?=$é"], 1, 8].Array[1, 6];

    private static readonly string[] Keys = ["environment", "compute", "experiment_name", "default_datastore"];

    [Fact]
    public void Quoted_text_is_the_same_however_its_lines_are_indented() =>
        Gen.Select(Words, Gen.Int[0, 8].Array[6], Gen.Bool.Select(isDouble => isDouble ? '"' : '\''), Gen.Int[0, 6])
            .Sample((words, indents, quote, depth) =>
        {
            // A line of dashes or dots at the margin ends the document, even in quotes.
            if (words.Any(word => word.StartsWith("---", StringComparison.Ordinal)
                || word.StartsWith("...", StringComparison.Ordinal)))
                return;
            var lines = words.Select((word, i) => i == 0 ? word : new string(' ', indents[i]) + word);
            var errors = new ErrorList();

            var map = YamlFile.Parse(
                $"outer:\n{new string(' ', depth + 1)}text: {quote}{string.Join('\n', lines)}{quote}\n", "a.yml", errors);

            errors.ThrowIfAny();
            Assert.Equal(string.Join(' ', words), map!.Map("outer")!.Text("text"));
        });

    [Fact]
    public void A_float_is_the_same_after_it_was_written_and_read() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            var text = PythonFloat.Repr(value);
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            // Python's shortest form always shows that it is a float, and so does YAML 1.1 where it has a dot.
            Assert.Matches(@"^-?\d+(\.\d+|(\.\d+)?e[-+]\d{2,})$", text);
            if (text.Contains('.', StringComparison.Ordinal)) Assert.Equal(PlainKind.Float, PlainScalar.KindOf(text));
        });

    [Fact]
    public void A_word_that_is_misspelt_by_one_letter_is_found() =>
        Gen.Select(Gen.Int[0, 3].Select(i => Keys[i]), Gen.Int[0, 6],
            Gen.Char['a', 'z'])
            .Sample((word, place, letter) =>
                Assert.Equal(word, NearestWord.Of(word.Insert(place, letter.ToString()), ["tags", word, "code", "limits"])));
}
