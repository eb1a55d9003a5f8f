using System.Globalization;
using CsCheck;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>Values for inputs: what is taken, whatever is typed.</summary>
public sealed class InputValueTests
{
    private static readonly Gen<string> Typed =
        Gen.Char["0123456789.-+eE, aN"].Array[0, 8].Select(letters => new string(letters));

    [Fact]
    public void A_number_within_its_limits_is_taken_as_it_was_typed_and_no_other_one() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-2, 0], Gen.Double[0, 2]).Sample((number, least, most) =>
        {
            var port = new InputPort("rate", "number") { Minimum = least, Maximum = most };
            var text = number.ToString("R", CultureInfo.InvariantCulture);
            Assert.Equal(number >= least && number <= most ? text : null, Read(port, text));
        });

    [Fact]
    public void Whatever_is_typed_for_a_number_is_a_finite_number_or_refused() => Typed.Sample(text =>
    {
        if (Read(new InputPort("rate", "number"), text) is not { } taken) return;
        Assert.Equal(text, taken);
        Assert.True(double.IsFinite(double.Parse(taken, CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(',', taken);
    });

    [Fact]
    public void Whatever_is_typed_for_a_whole_number_is_one_or_refused() => Typed.Sample(text =>
        Assert.Equal(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : null,
            Read(new InputPort("rounds", "integer"), text)));

    [Fact]
    public void A_word_is_taken_if_it_is_one_of_those_that_there_are() =>
        Gen.Select(Typed, Typed.Array[1, 3]).Sample((text, words) => Assert.Equal(
            words.Contains(text) ? text : null, Read(new InputPort("kind", "string") { Words = words }, text)));

    [Fact]
    public void Text_without_words_to_choose_from_is_taken_as_it_is() => Gen.String.Sample(text =>
        Assert.Equal(text, Read(new InputPort("note", "string"), text)));

    private static string? Read(InputPort port, string text)
    {
        try
        {
            return InputValues.Read([port], [new(port.Name, text)])[0].Text;
        }
        catch (LifecycleException refused)
        {
            Assert.True(refused.IsUsage);
            Assert.Contains($"'{port.Name}' is '{text}'", refused.Message, StringComparison.Ordinal);
            return null;
        }
    }
}
