using System.Globalization;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>What a container runs, in terms of this machine.</summary>
internal static class ContainerCommand
{
    private const string Everywhere = "0.0.0.0";

    /// <summary>The program and its arguments.</summary>
    /// <param name="command">The container's command; empty for the image's entry point and command.</param>
    /// <param name="image">The image.</param>
    /// <param name="root">Its files.</param>
    /// <param name="ports">Ports of this machine for ports of the container.</param>
    /// <exception cref="WorkloadException">There is none.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> command, RecordedImage image, ImageRoot root,
        IReadOnlyDictionary<int, int> ports)
    {
        IReadOnlyList<string> words = command.Count > 0 ? command
            : [.. image.Configuration.EntryPoint ?? [], .. image.Configuration.Command ?? []];
        if (words.Count == 0)
            throw new WorkloadException(
                "No command specified: neither the container has a command, nor the image an ENTRYPOINT or a CMD.");
        return [.. words.Select((word, at) => Map(word, at, root.Map, ports))];
    }

    /// <summary>The same in a container of Docker, whose paths are the image's own.</summary>
    /// <param name="command">The container's command; empty for the image's entry point and command.</param>
    /// <param name="ports">Ports of this machine for ports of the container.</param>
    public static IReadOnlyList<string> InContainer(IReadOnlyList<string> command, IReadOnlyDictionary<int, int> ports) =>
        [.. command.Select((word, at) => Map(word, at, text => text, ports))];

    /// <summary>The variables of the image and the container, in terms of this machine.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment(ContainerDeclaration container, RecordedImage image,
        ImageRoot root, IReadOnlyDictionary<int, int> ports) =>
        image.Configuration.Environment.Concat(container.Environment)
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, MapValue(pair.Key, pair.Last().Value, root.Map, ports)));

    /// <summary>The variables of a container of Docker, which has those of its image anyway.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment(ContainerDeclaration container,
        IReadOnlyDictionary<int, int> ports) => container.Environment.Select(pair =>
            KeyValuePair.Create(pair.Key, MapValue(pair.Key, pair.Value, text => text, ports)));

    /// <summary>The program as it is found.</summary>
    /// <exception cref="WorkloadException">There is none of that name, in the words of container runtimes.</exception>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string> words, string path, string folder)
    {
        var program = words[0];
        if (program.Contains('/', StringComparison.Ordinal))
        {
            var file = Path.Combine(folder, program);
            if (File.Exists(file)) return [file, .. words.Skip(1)];
            // The interpreter of an image, as in /opt/conda/bin/python, is that of this machine.
            if (Path.GetFileName(program) is not ("python" or "python3"))
                throw new WorkloadException($"exec: \"{program}\": stat {program}: no such file or directory");
            program = Path.GetFileName(program);
        }

        foreach (var place in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(place, program);
            if (IsExecutable(file)) return [file, .. words.Skip(1)];
        }

        throw new WorkloadException($"exec: \"{program}\": executable file not found in $PATH");
    }

    // Behind everything stands the loopback address alone, and the port may be another one here.
    private static string Map(string word, int at, Func<string, string> paths, IReadOnlyDictionary<int, int> ports)
    {
        var mapped = paths(word).Replace(Everywhere, "127.0.0.1", StringComparison.Ordinal);
        if (at == 0) return mapped;
        foreach (var (port, here) in ports.Where(pair => pair.Key != pair.Value))
        {
            var number = port.ToString(CultureInfo.InvariantCulture);
            mapped = Regex.Replace(mapped, $@"(?<=^|[:=\s]){number}(?=$|[\s""'])", here.ToString(CultureInfo.InvariantCulture),
                RegexOptions.CultureInvariant);
        }

        return mapped;
    }

    private static string MapValue(string name, string value, Func<string, string> paths, IReadOnlyDictionary<int, int> ports)
    {
        if (value == Everywhere) return "127.0.0.1";
        return name.Contains("PORT", StringComparison.Ordinal)
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && ports.TryGetValue(port, out var here)
            ? here.ToString(CultureInfo.InvariantCulture) : paths(value);
    }

    private static bool IsExecutable(string file) => File.Exists(file)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file)
            & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
