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
        "# escape=`\nARG V=1\nFROM python:3.11-slim AS base\nENV A=b \"C\"='d e' X=${V:-1}\nRUN pip install a \\\n  b\nCMD [\"a\", \"b\"]\n",
        "FROM a\nCOPY --from=0 --chown=a:b [\"x y\", \"/z/\"]\nUSER 1:2\nWORKDIR /a/$B\nEXPOSE 80/tcp 90-99\nLABEL a=\"b\" c\nHEALTHCHECK --interval=5s CMD x\n"
            + "VOLUME /a\nSTOPSIGNAL 9\nONBUILD RUN x\nSHELL [\"/bin/sh\"]\nENTRYPOINT x y\n",
    ];

    private static readonly string[] Patterns =
        ["a/b.py\n*.pyc\n!a.pyc\n/x/**/y/\n# c\na[0-9]\\*\n**/z?", "x/__pycache__/y.pyc\n__pycache__/\n*.py[cod]\n.git\nbuild/**\n\\!x\n[!a-c]d\n"];

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            var files = Dockerfiles.Concat(SeedFiles.Paths("pipelines", "Dockerfile").Select(File.ReadAllText))
                .Concat(SeedFiles.Texts("tests/MlopsInfra.LocalCloud.Tests/ContainerRegistry", "*.cs", text => text.Contains("FROM ", StringComparison.Ordinal)));
            yield return FuzzedReader.OfText("Dockerfiles", files,
                [.. SeedFiles.Words(Dockerfiles), "${a:-b}", "${a:+$b}", "${a:", "${", "${a?}", "${:}", "--from=", "<<EOF", "EOF", "\\", "`"], Build,
                exception => exception is DockerfileException, InputForm.Yaml);
            yield return FuzzedReader.OfText(".dockerignore and a path", Patterns, [.. SeedFiles.Words(Patterns), "[z-a]", "[!]", "[^]", "**/**"],
                input => new DockerIgnore(Rest(input)).Excludes(First(input)), _ => false);
            yield return FuzzedReader.OfText(".amlignore and a path", Patterns, [.. SeedFiles.Words(Patterns), "[z-a]", "[!]", "[[:alpha:]]", "**/**"],
                input => IgnoreFile.Parse(Rest(input)).Ignores(First(input)), _ => false);
            yield return new FuzzedReader("conda files", InputForm.Yaml, () => SeedFiles.In("pipelines", "conda.yml"), ["pip", "dependencies", "==", ">=", "[extra]"],
                input => WantedPackages.OfConda(InputText.Of(input)), _ => false);
            yield return FuzzedReader.OfText("requirements", SeedFiles.Paths("pipelines", "requirements.txt").Select(File.ReadAllText),
                ["==", ">=", "~=", "[a,b]", ";", "python_version", "@", "-r", "--hash"], text => WantedPackages.OfRequirements(text), _ => false);
        }
    }

    private static string First(string input) => input.Split('\n')[0];

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
