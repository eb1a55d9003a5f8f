using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>
/// A Pulumi program of a few lines and a library of its own, laid out as this repository is: one folder <c>artifacts</c> for all
/// builds.
/// </summary>
internal static class SmallProgram
{
    // The SDK that the repository's own program was built with, and beside it all that it needs.
    private static string PulumiSdk => Path.Combine(
        Repository.Root, "artifacts", "bin", "MlopsInfra.Stacks",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Pulumi.dll");

    /// <summary>Writes it into a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="words">What its output <c>words</c> is to be.</param>
    public static void Write(string directory, string words)
    {
        Write("Pulumi.yaml", "name: small\nruntime: dotnet\nmain: program\n");
        Write("Pulumi.dev.yaml", "config: {}\n");
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("program/Program.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Reference Include="{PulumiSdk}" />
                <ProjectReference Include="../library/Library.csproj" />
              </ItemGroup>
            </Project>
            """);
        Write("program/Program.cs", """
            return await Pulumi.Deployment.RunAsync(() => new Dictionary<string, object?> { ["words"] = Library.Words.All });
            """);
        Write("library/Library.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Say(directory, words);

        void Write(string file, string text) => SmallProgram.Write(directory, file, text);
    }

    /// <summary>Changes the library, and only what is inside of a method: whoever references it needs no new build.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="words">What the output is to be.</param>
    public static void Say(string directory, string words) => Write(directory, "library/Words.cs", $$"""
        namespace Library;

        public static partial class Words
        {
            public static string All
            {
                get
                {
                    var words = "{{words}}";
                    AddTo(ref words);
                    return words;
                }
            }

            static partial void AddTo(ref string words);
        }
        """);

    /// <summary>Adds a file to the library that adds to its words.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="more">What is added.</param>
    /// <returns>The file.</returns>
    public static string Add(string directory, string more) => Write(directory, "library/More.cs", $$"""
        namespace Library;

        public static partial class Words
        {
            static partial void AddTo(ref string words) => words += "{{more}}";
        }
        """);

    /// <summary>The words that the program says when it is previewed.</summary>
    /// <param name="mlops">The command.</param>
    /// <param name="directory">The folder.</param>
    public static async Task<string?> WordsAsync(Mlops mlops, string directory)
    {
        var preview = (await mlops.LocalAsync("preview", "dev", "--project", directory, "--json")).ExitsWith(0).Json();
        return preview.GetProperty("outputs").GetProperty("words").GetString();
    }

    private static string Write(string directory, string file, string text)
    {
        var path = Path.Combine(directory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
