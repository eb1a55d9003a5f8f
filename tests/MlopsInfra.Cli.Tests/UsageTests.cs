using CsCheck;
using MlopsInfra.CommandTesting;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Tests;

/// <summary>Command lines that can't be meant: exit code 2, and words that help to mend them.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Mlops _mlops = new();

    public void Dispose() => _mlops.Dispose();

    [Theory]
    [InlineData("", "'mlops' needs a command: local, ", "'mlops --help'")]
    [InlineData("local", "'mlops local' needs a command: preview, ", "'mlops local --help'")]
    [InlineData("locla up dev", "There is no 'mlops locla'. Did you mean 'local'?", "'mlops --help'")]
    [InlineData("local upp dev", "There is no 'mlops local upp'. Did you mean 'up'?", "'mlops local --help'")]
    [InlineData("local deploy dev", "There is no 'mlops local deploy'. Say", "'mlops local --help'")]
    [InlineData("local up", "STACK is missing", "'mlops local up --help'")]
    [InlineData("local up dev prod", "'prod' is one word too many", "'mlops local up --help'")]
    [InlineData("local up dev --verbos", "There is no option '--verbos'. Did you mean '--verbose'?", "'mlops local up --help'")]
    [InlineData("local up --verbos", "There is no option '--verbos'. Did you mean '--verbose'?", "'mlops local up --help'")]
    [InlineData("local preview dev --no-publish", "There is no option '--no-publish'", "'mlops local preview --help'")]
    [InlineData("local serve dev --port http", "--port 'http' is no port", "'mlops local serve --help'")]
    [InlineData("local serve dev --port 65536", "--port '65536' is no port", "'mlops local serve --help'")]
    [InlineData("purge dev --subscription mine", "--subscription 'mine' is no subscription id", "'mlops purge --help'")]
    public async Task A_wrong_command_line_is_told_in_one_line_with_the_mend(string arguments, string message, string help)
    {
        var result = (await _mlops.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ExitsWith(2);
        Assert.StartsWith("error Usage: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains($"Say {help} for the usage.", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Several_mistakes_are_told_together_and_as_JSON_where_JSON_was_asked_for()
    {
        var result = (await _mlops.RunAsync("local", "up", "dev", "--colour", "--stor", "here", "--json")).ExitsWith(2);
        var error = result.Json().GetProperty("error");
        Assert.Equal("Usage", error.GetProperty("code").GetString());
        var details =
            error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("message").GetString()).ToList();
        Assert.Contains("There is no option '--colour'.", details);
        Assert.Contains("There is no option '--stor'. Did you mean '--store'?", details);
        Assert.StartsWith("error Usage: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_distance_of_words_is_a_distance() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 8], Gen.String[Gen.Char['a', 'd'], 0, 8]).Sample((one, other) =>
        {
            var distance = EditDistance.Between(one, other);
            Assert.Equal(distance, EditDistance.Between(other, one));
            Assert.Equal(one == other, distance == 0);
            Assert.InRange(distance, Math.Abs(one.Length - other.Length), Math.Max(one.Length, other.Length));
            Assert.InRange(EditDistance.Between(one, other + "x"), distance - 1, distance + 1);
        });
}
