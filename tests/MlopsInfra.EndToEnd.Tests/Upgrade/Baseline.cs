using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests.Upgrade;

/// <summary>
/// A stack as the last release deployed it: its configuration and its state, in the form of <c>pulumi stack export</c>.
/// </summary>
/// <param name="Stack">The stack.</param>
internal sealed record Baseline(string Stack)
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "MlopsInfra.EndToEnd.Tests", "Upgrade");

    /// <summary>The file with the state.</summary>
    public string StateFile => Path.Combine(Folder, $"{Stack}.state.json");

    /// <summary>The file with the configuration.</summary>
    public string ConfigurationFile => Path.Combine(Folder, $"Pulumi.{Stack}.yaml");

    /// <summary>The names of the resources whose replacement or deletion is announced.</summary>
    public IReadOnlyList<string> Announced => [.. File.ReadLines(Path.Combine(Folder, "Announced.txt"))
        .Where(line => !line.StartsWith('#') && line.Length > 0)
        .Select(line => line.Split(':', 2) is [var resource, { Length: > 10 }] && resource.Split(' ') is [var stack, var name]
            ? (Stack: stack, Name: name)
            : throw new FormatException($"Announced.txt: '{line}' is not of the form 'STACK NAME: REASON'."))
        .Where(announced => announced.Stack == Stack).Select(announced => announced.Name)];

    /// <summary>Takes today's code and configuration for the release: what it deploys is the new baseline.</summary>
    /// <param name="mlops">The command.</param>
    public async Task RenewAsync(Mlops mlops)
    {
        var snapshot = (await mlops.RunAsync("local", "snapshot", Stack, "--project", Repository.Root)).ExitsWith(0);
        await File.WriteAllTextAsync(StateFile, snapshot.Output);
        File.Copy(Path.Combine(Repository.Root, $"Pulumi.{Stack}.yaml"), ConfigurationFile, overwrite: true);
    }
}
