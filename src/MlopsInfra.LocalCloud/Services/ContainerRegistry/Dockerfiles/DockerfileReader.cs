using System.Text;
using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>
/// Reads a Dockerfile as Docker's classic builder does, which Azure's tasks use: parser directives, comments, continuation lines,
/// flags. What only BuildKit has is refused, as it is there.
/// </summary>
internal static partial class DockerfileReader
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
        "RUN",
        "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    };

    private static readonly Dictionary<string, string[]> Flags = new(StringComparer.Ordinal)
    {
        ["ADD"] = ["chown", "chmod", "checksum", "keep-git-dir", "link"],
        ["COPY"] = ["from", "chown", "chmod", "link", "parents", "exclude"],
        ["FROM"] = ["platform"],
        ["HEALTHCHECK"] = ["interval", "timeout", "start-period", "start-interval", "retries"],
        ["RUN"] = ["mount", "network", "security"],
    };

    // "the --mount option requires BuildKit" and the like are the classic builder's own words.
    private static readonly HashSet<string> OfBuildKit = new(StringComparer.Ordinal)
        { "chmod", "checksum", "keep-git-dir", "link", "parents", "exclude", "mount", "network", "security" };

    /// <summary>Reads a Dockerfile.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="DockerfileException">It can't be read.</exception>
    public static Dockerfile Read(string text, string name)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        if (text.Trim().Length == 0)
            throw new DockerfileException($"Error response from daemon: the Dockerfile ({name}) cannot be empty");
        var (escape, start) = ReadDirectives(lines);
        var instructions = new List<DockerInstruction>();
        for (var number = start; number < lines.Length; number++)
        {
            var line = lines[number].TrimStart();
            if (line.Length == 0 || line[0] == '#') continue;
            var first = number + 1;
            instructions.Add(ReadInstruction(Join(lines, ref number, escape), first));
        }

        if (instructions.Count == 0) throw new DockerfileException("Error response from daemon: file with no instructions");
        return new Dockerfile(new DockerWords(escape), instructions);
    }

    // Directives are comments before everything else. Only "escape" has a meaning here: "syntax" is BuildKit's.
    private static (char Escape, int Start) ReadDirectives(string[] lines)
    {
        var escape = '\\';
        for (var number = 0; number < lines.Length; number++)
        {
            if (Directive().Match(lines[number]) is not { Success: true } match) return (escape, number);
            if (!match.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase)) continue;
            var value = match.Groups["value"].Value;
            if (value is not ("\\" or "`"))
                throw DockerfileException.At(number + 1, $"invalid ESCAPE '{value}'. Must be ` or \\");
            escape = value[0];
        }

        return (escape, lines.Length);
    }

    // Comments and empty lines between continuation lines are no part of them.
    private static string Join(string[] lines, ref int number, char escape)
    {
        var joined = new StringBuilder();
        var line = lines[number].TrimStart();
        while (true)
        {
            var trimmed = line.TrimEnd(' ', '\t');
            if (!trimmed.EndsWith(escape)) return joined.Append(line).ToString().Trim();
            joined.Append(trimmed.AsSpan(0, trimmed.Length - 1));
            do
            {
                if (++number >= lines.Length) return joined.ToString().Trim();
                line = lines[number];
            }
            while (line.Trim().Length == 0 || line.TrimStart()[0] == '#');
        }
    }

    private static DockerInstruction ReadInstruction(string text, int line)
    {
        var space = text.IndexOfAny([' ', '\t']);
        var keyword = (space < 0 ? text : text[..space]).ToUpperInvariant();
        if (!Keywords.Contains(keyword)) throw DockerfileException.At(line, $"unknown instruction: {keyword}");
        var rest = space < 0 ? "" : text[space..].Trim();
        var flags = ReadFlags(keyword, ref rest, line);
        if (keyword is "RUN" or "COPY" or "ADD" && HereDocument().IsMatch(rest))
            throw DockerfileException.At(line,
                "here-documents (<<) require BuildKit, which tasks of Azure Container Registry build without");
        return new DockerInstruction(line, keyword, flags, rest, $"{keyword} {text[(space < 0 ? text.Length : space)..].Trim()}");
    }

    private static Dictionary<string, string> ReadFlags(string keyword, ref string rest, int line)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rest.StartsWith("--", StringComparison.Ordinal) && Flags.TryGetValue(keyword, out var known))
        {
            var end = rest.IndexOfAny([' ', '\t']);
            var flag = (end < 0 ? rest : rest[..end])[2..];
            var equals = flag.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? flag : flag[..equals];
            if (!known.Contains(name)) throw DockerfileException.At(line, $"unknown flag: {name}");
            if (OfBuildKit.Contains(name))
                throw DockerfileException.At(line, $"the --{name} option requires BuildKit. Refer to "
                    + "https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled");
            if (equals < 0) throw DockerfileException.At(line, $"missing a value on flag: {name}");
            if (!flags.TryAdd(name, flag[(equals + 1)..]))
                throw DockerfileException.At(line, $"duplicate flag specified: {name}");
            rest = end < 0 ? "" : rest[end..].TrimStart();
        }

        return flags;
    }

    [GeneratedRegex(@"^\s*#\s*(?<name>[a-zA-Z][a-zA-Z0-9]*)\s*=\s*(?<value>.+?)\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Directive();

    [GeneratedRegex("""(?:^|\s)<<-?\s*["']?[A-Za-z_]\w*["']?""")]
    private static partial Regex HereDocument();
}
