using MlopsInfra.CommandTesting;

namespace MlopsInfra.Torture.Kills;

/// <summary>A command that is killed, and what has to be there before it.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Stack">The stack.</param>
/// <param name="Weight">Of 100 stores, how many it is tried on in a long run.</param>
/// <param name="Before">The commands that make the store that it begins with.</param>
/// <param name="Command">The command, without its store.</param>
internal sealed record KillScene(string Name, string Stack, int Weight, string[][] Before, string[] Command)
{
    private static readonly string Small = Path.Combine(Repository.Root, "tests", "Programs", "ThreeClouds");
    private static readonly string[] UpSmall = ["local", "up", "small", "--project", Small, "--no-publish"];
    private static readonly string[] UpDev = ["local", "up", "dev", "--project", Repository.Root, "--no-publish"];

    /// <summary>
    /// All of them. Most stores hold a small stack with resources of all three providers, which is up in a second; the short run
    /// has no others.
    /// </summary>
    public static KillScene[] All { get; } =
    [
        new("up small", "small", 68, [], UpSmall),
        new("destroy small", "small", 15, [UpSmall], ["local", "destroy", "small", "--project", Small]),
        new("up dev", "dev", 6, [], UpDev),
        new("publish dev", "dev", 6, [UpDev], ["publish", "dev", "--local", "--project", Repository.Root]),
        new("destroy dev", "dev", 3, [UpDev], ["local", "destroy", "dev", "--project", Repository.Root]),
        new("up prod", "prod", 2, [], ["local", "up", "prod", "--project", Repository.Root, "--no-publish"]),
    ];

    /// <summary>Whether it runs a program, which can be killed by itself.</summary>
    public bool HasProgram => Command[1] == "up";
}
