using System.Diagnostics;
using MlopsInfra.Formats.Patterns;

namespace MlopsInfra.Formats.Tests.Patterns;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("*.py", "a.py", true)]
    [InlineData("*.py", "x/a.py", false)]
    [InlineData("**/*.py", "a.py", true)]
    [InlineData("**/*.py", "x/y/a.py", true)]
    [InlineData("x/**/y", "x/y", true)]
    [InlineData("x/**/y", "x/a/b/y", true)]
    [InlineData("x/**/y", "xy", false)]
    [InlineData("x/**", "x/a/b", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[", "[", true)]
    [InlineData("[]", "[]", true)]
    [InlineData(@"\*", "*", true)]
    [InlineData(@"\*", "a", false)]
    [InlineData("", "", true)]
    public void Paths_are_matched_as_Docker_does(string pattern, string path, bool fits) =>
        Assert.Equal(fits, TextPattern.OfPath(pattern).Fits(path));

    [Theory]
    [InlineData("build", "build/a/b.txt", true)]
    [InlineData("*/b", "a/b/c", true)]
    [InlineData("*", "a/b", true)]
    [InlineData("b", "a/b", false)]
    [InlineData("build", "builds/a", false)]
    public void What_is_in_a_folder_fits_its_pattern(string pattern, string path, bool fits) =>
        Assert.Equal(fits, TextPattern.OfPath(pattern).FitsWithin(path));

    [Theory]
    [InlineData("a%c_", "ABBcd", true)]
    [InlineData("a%c_", "abc", false)]
    [InlineData("%", "", true)]
    public void Other_texts_have_signs_of_their_own(string pattern, string text, bool fits) =>
        Assert.Equal(fits, TextPattern.OfText(pattern, '%', '_', ignoreCase: true).Fits(text));

    [Fact]
    public void A_range_that_goes_backwards_is_no_pattern() =>
        Assert.Contains("[z-a]", Assert.Throws<FormatException>(() => TextPattern.OfPath("x[z-a]")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void No_pattern_takes_for_ever()
    {
        var watch = Stopwatch.StartNew();
        Assert.False(TextPattern.OfPath(string.Concat(Enumerable.Repeat("*a**", 200)) + "b").Fits(new string('a', 1000)));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1));
    }
}
