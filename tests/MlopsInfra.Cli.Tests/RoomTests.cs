using MlopsInfra.Cli.CommandLine;
using NetArchTest.Rules;

namespace MlopsInfra.Cli.Tests;

/// <summary>The folders of the command line's project: who may know whom.</summary>
public sealed class RoomTests
{
    private const string Root = "MlopsInfra.Cli";

    private static readonly Types Code = Types.InAssembly(typeof(StackSettings).Assembly);

    private static readonly string[] Rooms =
    [
        .. typeof(StackSettings).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith($"{Root}.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>A folder can be read, and changed, with what it knows and nothing else.</summary>
    [Fact]
    public void No_folder_knows_one_that_knows_it()
    {
        var arrows = Rooms.ToDictionary(room => room, KnownBy);
        // That arrows are seen at all: in a plain method, and in an async one, whose body is a nested type.
        Assert.Contains($"{Root}.CommandLine", arrows[$"{Root}.Publishing"]);
        Assert.Contains($"{Root}.Rehearsing", arrows[$"{Root}.Local"]);
        // What knows only folders that are taken away already is taken away; what is left knows itself in a circle.
        var left = arrows.Keys.ToHashSet();
        while (left.RemoveWhere(room => !arrows[room].Any(left.Contains)) > 0)
        {
        }

        var shown = left.Order(StringComparer.Ordinal)
            .Select(room => $"{room} -> {string.Join(", ", arrows[room].Where(left.Contains))}");
        Assert.True(left.Count == 0, $"In or above a circle: {string.Join("; ", shown)}");
    }

    [Theory]
    [InlineData("Commands", "is the roof: it knows every command, and none of them knows it")]
    public void Nothing_knows_the_roof(string roof, string reason)
    {
        var above = Rooms.Where(room => KnownBy(room).Contains($"{Root}.{roof}"));
        Assert.False(above.Any(), $"{roof} {reason}, but for {string.Join(", ", above)}.");
    }

    [Theory]
    [InlineData("CommandLine")]
    [InlineData("Cloud")]
    [InlineData("Reports")]
    public void Ground_knows_no_other_folder(string ground) => Assert.Empty(KnownBy($"{Root}.{ground}"));

    private static string[] KnownBy(string room) =>
        [.. Rooms.Where(other => other != room
            && Code.That().ResideInNamespace(room).And().HaveDependencyOn(other).GetTypes().Any())];
}
