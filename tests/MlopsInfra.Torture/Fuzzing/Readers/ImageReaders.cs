using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Workloads.Python;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of what images and code folders are made by.</summary>
internal static class ImageReaders
{
    private static readonly string[] Dockerfiles =
    [
        """
        # escape=`
        ARG V=1
        FROM python:3.11-slim AS base
        ENV A=b "C"='d e' X=${V:-1}
        RUN pip install a \
          b
        CMD ["a", "b"]
        """,
        """
        FROM a
        COPY --from=0 --chown=a:b ["x y", "/z/"]
        USER 1:2
        WORKDIR /a/$B
        EXPOSE 80/tcp 90-99
        LABEL a="b" c
        HEALTHCHECK --interval=5s CMD x
        VOLUME /a
        STOPSIGNAL 9
        ONBUILD RUN x
        SHELL ["/bin/sh"]
        ENTRYPOINT x y
        """,
    ];

    private static readonly string[] Patterns =
        ["a/b.py\n*.pyc\n!a.pyc\n/x/**/y/\n# c\na[0-9]\\*\n**/z?",
            "x/__pycache__/y.pyc\n__pycache__/\n*.py[cod]\n.git\nbuild/**\n\\!x\n[!a-c]d\n"];

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            var files = Dockerfiles.Concat(SeedFiles.Paths("pipelines", "Dockerfile").Select(File.ReadAllText))
                .Concat(SeedFiles.Texts("tests/MlopsInfra.LocalCloud.Tests/ContainerRegistry", "*.cs", text =>
                    text.Contains("FROM ", StringComparison.Ordinal)));
            yield return FuzzedReader.OfText("Dockerfiles", files,
                [.. SeedFiles.Words(Dockerfiles), "${a:-b}", "${a:+$b}", "${a:", "${", "${a?}", "${:}", "--from=", "<<EOF",
                    "EOF", "\\", "`"], Build,
                exception => exception is DockerfileException, InputForm.Yaml);
            yield return FuzzedReader.OfText(".dockerignore and a path", Patterns,
                [.. SeedFiles.Words(Patterns), "[z-a]", "[!]", "[^]", "**/**"],
                input => new DockerIgnore(Rest(input)).Excludes(First(input)), exception => exception is DockerfileException);
            yield return FuzzedReader.OfText(".amlignore and a path", Patterns,
                [.. SeedFiles.Words(Patterns), "[z-a]", "[!]", "[[:alpha:]]", "**/**"],
                input => IgnoreFile.Parse(Rest(input)).Ignores(First(input)), _ => false);
            yield return new FuzzedReader("conda files", InputForm.Yaml, () => SeedFiles.In("pipelines", "conda.yml"),
                ["pip", "dependencies", "==", ">=", "[extra]"],
                input => WantedPackages.OfConda(InputText.Of(input)), _ => false);
            yield return FuzzedReader.OfText("requirements", SeedFiles.Paths("pipelines", "requirements.txt")
                .Select(File.ReadAllText),
                ["==", ">=", "~=", "[a,b]", ";", "python_version", "@", "-r", "--hash"], text =>
                    WantedPackages.OfRequirements(text), _ => false);
        }
    }

    // No path is longer.
    private static string First(string input) => input.Split('\n')[0] is { Length: > 1000 } path ? path[..1000]
        : input.Split('\n')[0];

    private static string Rest(string input) => input.Split('\n', 2) is [_, var rest] ? rest : "";

    private static void Build(string text)
    {
        var file = DockerfileReader.Read(text, "Dockerfile");
        foreach (var instruction in file.Instructions)
        {
            try
            {
                foreach (var word in DockerWords.JsonForm(instruction.Arguments) ?? file.Words.Split(instruction.Arguments))
                    file.Words.Expand(word, instruction.Line, name => name.Length > 2 ? null : name);
                if (instruction.Keyword is "ENV" or "LABEL" or "ARG") file.Words.Pairs(instruction);
            }
            catch (DockerfileException)
            {
                // The next instruction may find more.
            }
        }
    }
}
