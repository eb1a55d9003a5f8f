using NetArchTest.Rules;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>
/// The folders of the engine: who may know whom. (Its public types stand at the root, ground and roof at once, as is usual.)
/// </summary>
public sealed class RoomTests
{
    private const string Root = "MlopsInfra.LocalEngine";

    /// <summary>From the ground up: each folder knows only folders before it.</summary>
    private static readonly string[] Floors =
        ["Values", "Providers", "State", "Configuration", "Programs", "Deployments", "Protocol"];

    private static readonly Types Code = Types.InAssembly(typeof(LocalStack).Assembly);

    [Fact]
    public void A_folder_knows_only_what_is_below_it()
    {
        var upwards =
            from floor in Floors.Index()
            from above in Floors.Skip(floor.Index + 1)
            where Knows(floor.Item, above)
            select $"{floor.Item} -> {above}";

        Assert.Empty(upwards);
        // That arrows are seen at all.
        Assert.True(Knows("Protocol", "Deployments"));
        Assert.True(Knows("Deployments", "State"));
    }

    [Fact]
    public void Every_folder_has_its_floor()
    {
        var folders = typeof(LocalStack).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith($"{Root}.", StringComparison.Ordinal)).Select(name => name.Split('.')[2]).Distinct();

        Assert.Equal(Floors.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    private static bool Knows(string folder, string other) =>
        Code.That().ResideInNamespace($"{Root}.{folder}").And().HaveDependencyOn($"{Root}.{other}").GetTypes().Any();
}
