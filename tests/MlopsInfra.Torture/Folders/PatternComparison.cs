using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.Torture.Folders;

/// <summary>
/// Random lines of ignore files on random paths: what is left out has to be what Azure ML's client leaves out, where it is
/// installed (Debian: python3-azure) and does not fail on the line.
/// </summary>
internal static class PatternComparison
{
    private const string Subject = "ignore patterns", Python = "/usr/bin/python3";
    private const int PathsEach = 10;

    private static readonly string[] Names =
    [
        "a", "b", "ab", "a.b", "b1", "[a]", "#a", "!b", ".a", "z.py", "data", "a b", "é", "😀", "a-", "^", "\\x", "-", "]",
    ];

    private static readonly string[] Segments =
    [
        "a", "b", "ab", "*", "?", "*b", "a*", "a?", "*.b", "**", "[ab]", "[!a]", "b[0-9]", "[]a]", "\\[a]", "\\#a", "\\!b", ".*",
        "[z-a]", "[!]", "[]", "[a", "[^a]", "[[:alpha:]]", "[a-", "[!]]", "[-a]", "*a*b*", "***", "a**", "**a", "\\", "\\\\",
        "[\\a]", "[é-ü]", "[😀]", "[+-9]", "a\\*", " ", "a ", "#", "data", "*.py", "?*", "{a,b}", "[a-c-e]", "[]-a]", "[--0]",
    ];

    // Reads the client's own copy of its patterns; a line that it fails on has no answer.
    private const string Script =
        """
        import importlib.util, json, sys, warnings
        warnings.simplefilter('ignore')
        found = importlib.util.find_spec('azure.ai.ml')
        if found is None: sys.exit(3)
        path = found.submodule_search_locations[0] + '/_utils/_pathspec.py'
        spec = importlib.util.spec_from_file_location('patterns', path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        answers = []
        for pattern, paths in json.load(sys.stdin):
            try:
                parsed = module.GitWildMatchPattern(pattern)
                answers.append([bool(parsed.include) and parsed.match_file(path) is not None for path in paths])
            except Exception:
                answers.append(None)
        print(json.dumps(answers))
        """;

    /// <summary>A line of an ignore file.</summary>
    public static string Pattern(Random random)
    {
        if (random.Next(6) == 0)
            return string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "ab*?[]!^-\\/#. z"[random.Next(15)]));
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Segments[random.Next(Segments.Length)]);
        return (random.Next(12) == 0 ? "!" : "") + (random.Next(5) == 0 ? "/" : "") + string.Join('/', parts)
            + (random.Next(5) == 0 ? "/" : "");
    }

    /// <summary>Makes the comparison.</summary>
    public static async Task RunAsync(TortureRun run, int count, CancellationToken cancellation)
    {
        var random = new Random(run.Seed);
        var cases = Enumerable.Range(0, count).Select(_ => (Pattern: Pattern(random), Paths: Paths(random))).ToList();
        var own = cases.ConvertAll(one => one.Paths.Select(path => Own(run, one.Pattern, path)).ToArray());
        run.Tried(Subject, count * PathsEach);
        if (await ClientAsync(cases.Select(one => new object[] { one.Pattern, one.Paths }), cancellation) is not { } client)
        {
            run.Measured(Subject, "not compared: Azure ML's client is not installed");
            return;
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; client[i] is { } answers && j < PathsEach; j++)
            {
                if (own[i][j] == answers[j]) continue;
                run.Fault(Subject, "differs from Azure ML's client",
                    Encoding.UTF8.GetBytes($"{cases[i].Pattern}\n{cases[i].Paths[j]}\nhere: {own[i][j]}, client: {answers[j]}"));
            }
        }

        run.Measured(Subject,
            $"equal to Azure ML's client, which fails on {client.Count(answers => answers is null)} of {count} lines");
    }

    private static bool Own(TortureRun run, string pattern, string path)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            return IgnoreFile.Parse(pattern).Ignores(path);
        }
        catch (Exception exception)
        {
            run.Fault(Subject, exception.GetType().Name, Encoding.UTF8.GetBytes($"{pattern}\n{path}\n{exception}"));
            return false;
        }
        finally
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(10))
                run.Fault(Subject, "takes more than ten seconds", Encoding.UTF8.GetBytes($"{pattern}\n{path}"));
        }
    }

    private static string[] Paths(Random random) =>
    [
        .. Enumerable.Range(0, PathsEach).Select(_ =>
            string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Names[random.Next(Names.Length)]))),
    ];

    private static async Task<bool[]?[]?> ClientAsync(IEnumerable<object[]> cases, CancellationToken cancellation)
    {
        if (!File.Exists(Python)) return null;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", Script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var answers = process.StandardOutput.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(cases).AsMemory(), cancellation);
        process.StandardInput.Close();
        var text = await answers;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode switch
        {
            0 => JsonSerializer.Deserialize<bool[]?[]>(text),
            3 => null,
            var code => throw new InvalidOperationException($"{Python} ended with {code}."),
        };
    }
}
