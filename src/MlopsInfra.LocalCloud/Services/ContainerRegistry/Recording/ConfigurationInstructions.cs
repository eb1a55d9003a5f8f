using System.Globalization;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>The instructions that change an image's configuration and none of its files.</summary>
internal static class ConfigurationInstructions
{
    /// <summary>Applies one.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="words">How its words are read.</param>
    /// <param name="stage">What it is applied to.</param>
    /// <param name="value">Values of variables.</param>
    public static void Apply(DockerInstruction instruction, DockerWords words, BuildStage stage, Func<string, string?> value)
    {
        var run = stage.Configuration;
        string Expand(string word) => words.Expand(word, instruction.Line, value);
        IEnumerable<string> Words() => DockerWords.JsonForm(instruction.Arguments)?.Select(Expand)
            ?? words.Split(instruction.Arguments).Select(Expand);
        stage.Configuration = instruction.Keyword switch
        {
            "ENV" => run with { Environment = Pairs(run.Environment, instruction, words, value) },
            "LABEL" => run with { Labels = Pairs(run.Labels, instruction, words, value) },
            "MAINTAINER" => run with { Labels = ImageConfiguration.Set(run.Labels, "maintainer", instruction.Arguments) },
            "WORKDIR" => WorkIn(run, stage, "/" + ImagePaths.Join(run.WorkingDirectory ?? "/", Expand(One(instruction)))),
            "USER" => run with { User = Expand(One(instruction)) },
            "STOPSIGNAL" => run with { StopSignal = Expand(One(instruction)) },
            "VOLUME" => run with { Volumes = [.. run.Volumes.Union(Words())] },
            "EXPOSE" =>
                run with { ExposedPorts = [.. run.ExposedPorts.Union(Words().SelectMany(port => Ports(instruction, port)))] },
            "SHELL" => run with
            {
                Shell = DockerWords.JsonForm(instruction.Arguments)
                    ?? throw DockerfileException.At(instruction.Line, "SHELL requires the arguments to be in JSON form"),
            },
            "ONBUILD" => run with { OnBuild = [.. run.OnBuild, Trigger(instruction)] },
            "CMD" => Command(run, stage, instruction),
            "ENTRYPOINT" => run with
            {
                EntryPoint = CommandOf(run, instruction.Arguments),
                Command = stage.HasOwnCommand ? run.Command : null,
            },
            "HEALTHCHECK" => run with { HealthCheck = HealthCheck(run, instruction) },
            _ => throw new InvalidOperationException($"The instruction {instruction.Keyword} is not known."),
        };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Pairs(IReadOnlyList<KeyValuePair<string, string>> pairs,
        DockerInstruction instruction, DockerWords words, Func<string, string?> value)
    {
        // All values of one instruction see the variables as they were before it.
        foreach (var (name, text) in words.Pairs(instruction))
        {
            pairs = ImageConfiguration.Set(pairs, words.Expand(name, instruction.Line, value),
                words.Expand(text, instruction.Line, value));
        }

        return pairs;
    }

    private static ImageConfiguration WorkIn(ImageConfiguration run, BuildStage stage, string folder)
    {
        if (folder != "/") stage.Add(new ImageFile(ImagePaths.Clean(folder), ImageFileKind.Folder));
        return run with { WorkingDirectory = folder };
    }

    private static ImageConfiguration Command(ImageConfiguration run, BuildStage stage, DockerInstruction instruction)
    {
        stage.HasOwnCommand = true;
        return run with { Command = CommandOf(run, instruction.Arguments) };
    }

    // The text form is run by the shell.
    private static IReadOnlyList<string>? CommandOf(ImageConfiguration run, string arguments) =>
        DockerWords.JsonForm(arguments) is { } words ? words.Count > 0 ? words : null
            : arguments.Length == 0 ? null : [.. run.ShellOrDefault, arguments];

    private static string One(DockerInstruction instruction) => instruction.Arguments.Length > 0 ? instruction.Arguments
        : throw DockerfileException.At(instruction.Line, $"{instruction.Keyword} requires exactly one argument");

    private static string Trigger(DockerInstruction instruction)
    {
        var keyword = One(instruction).Split(' ')[0].ToUpperInvariant();
        if (keyword == "ONBUILD")
            throw DockerfileException.At(instruction.Line, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
        if (keyword is "MAINTAINER" or "FROM")
            throw DockerfileException.At(instruction.Line, $"{keyword} isn't allowed as an ONBUILD trigger");
        return instruction.Arguments;
    }

    private static IEnumerable<string> Ports(DockerInstruction instruction, string text)
    {
        var parts = text.Split('/');
        var range = parts[0].Split('-');
        var protocol = parts.Length > 1 ? parts[1].ToLowerInvariant() : "tcp";
        if (parts.Length > 2 || protocol is not ("tcp" or "udp" or "sctp") || range.Length > 2
            || !range.All(IsPort) || Port(range[^1]) < Port(range[0]))
            throw DockerfileException.At(instruction.Line, $"Invalid containerPort: {text}");
        return Enumerable.Range(Port(range[0]), Port(range[^1]) - Port(range[0]) + 1).Select(port => $"{port}/{protocol}");
    }

    private static bool IsPort(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is >= 0 and <= 65535;

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static ImageHealthCheck HealthCheck(ImageConfiguration run, DockerInstruction instruction)
    {
        var space = instruction.Arguments.IndexOf(' ', StringComparison.Ordinal);
        var kind = (space < 0 ? instruction.Arguments : instruction.Arguments[..space]).ToUpperInvariant();
        var rest = space < 0 ? "" : instruction.Arguments[space..].Trim();
        if (kind == "NONE") return new ImageHealthCheck(["NONE"], new Dictionary<string, long>());
        if (kind != "CMD")
            throw DockerfileException.At(instruction.Line, $"Unknown type \"{kind}\" in HEALTHCHECK (try CMD)");
        if (rest.Length == 0)
            throw DockerfileException.At(instruction.Line, "Missing command after HEALTHCHECK CMD");
        IReadOnlyList<string> test = DockerWords.JsonForm(rest) is { } words ? ["CMD", .. words] : ["CMD-SHELL", rest];
        return new ImageHealthCheck(test, instruction.Flags.ToDictionary(flag => Names[flag.Key], flag => flag.Key == "retries"
            ? IsPort(flag.Value) ? Port(flag.Value)
                : throw DockerfileException.At(instruction.Line, $"--retries must be a number, and is \"{flag.Value}\"")
            : GoDuration.Nanoseconds(flag.Value)
                ?? throw DockerfileException.At(instruction.Line, $"time: invalid duration \"{flag.Value}\"")));
    }

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["interval"] = "Interval",
        ["timeout"] = "Timeout",
        ["start-period"] = "StartPeriod",
        ["start-interval"] = "StartInterval",
        ["retries"] = "Retries",
    };
}
