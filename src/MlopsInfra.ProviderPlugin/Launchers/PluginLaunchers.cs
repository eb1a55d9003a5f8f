namespace MlopsInfra.ProviderPlugin.Launchers;

/// <summary>The executables that an engine looks for on its <c>PATH</c>: scripts that start a command of ours.</summary>
public static class PluginLaunchers
{
    /// <summary>Writes the launchers, over those that are there.</summary>
    /// <param name="folder">The folder; made if it is missing.</param>
    /// <param name="packages">The packages' names.</param>
    /// <param name="command">What a launcher starts: an absolute program and its first arguments; the package's name follows,
    /// then what the engine says.</param>
    /// <returns>The launchers' paths.</returns>
    /// <exception cref="PlatformNotSupportedException">The launchers are shell scripts: not for Windows.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static IReadOnlyList<string> Write(string folder, IEnumerable<string> packages, IReadOnlyList<string> command)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException(
                "The plugins' launchers are shell scripts: they run on Linux and macOS, and in WSL.");
        Directory.CreateDirectory(folder);
        return [.. packages.Select(package => Write(folder, package, command))];
    }

    /// <summary>The text of a launcher. <c>exec</c>: the engine ends the process that it started, and no other.</summary>
    /// <param name="package">The package's name.</param>
    /// <param name="command">What it starts.</param>
    internal static string TextOf(string package, IReadOnlyList<string> command) =>
        $"""
        #!/bin/sh
        # Serves {package} on the local cloud to Pulumi's engine. Written by `mlops local plugins`; write it again after mlops has moved.
        exec {string.Join(' ', command.Append(package).Select(Quoted))} -- "$@"

        """;

    private static string Write(string folder, string package, IReadOnlyList<string> command)
    {
        var path = Path.Combine(folder, $"pulumi-resource-{package}");
        var draft = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(draft, TextOf(package, command));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            const UnixFileMode executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(draft, readable | executable | UnixFileMode.UserWrite);
        }

        File.Move(draft, path, overwrite: true);
        return path;
    }

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
