namespace MlopsInfra.Packages.Tests.Support;

/// <summary>
/// A clone of as much of this repository as the contract needs, as if it came from GitHub: small enough to build in seconds.
/// </summary>
internal sealed class ContractClone : IDisposable
{
    /// <summary>Where it says that it comes from.</summary>
    public const string RepositoryUrl = "https://github.com/contoso/mlops.git";

    private const string Project = "infra/MlopsInfra.Contract";

    private static readonly string[] Parts = [".editorconfig", "Directory.*", "LICENSE", "global.json", "build/*",
        "build/package/*", "infra/Directory.*", $"{Project}/*"];

    // Settled, so that the commit is the same in every clone.
    private static readonly Dictionary<string, string> Author = new()
    {
        ["GIT_AUTHOR_NAME"] = "Contoso", ["GIT_AUTHOR_EMAIL"] = "dev@example.com", ["GIT_AUTHOR_DATE"] = "2026-01-01T00:00:00Z",
        ["GIT_COMMITTER_NAME"] = "Contoso", ["GIT_COMMITTER_EMAIL"] = "dev@example.com",
        ["GIT_COMMITTER_DATE"] = "2026-01-01T00:00:00Z",
    };

    private readonly TemporaryFolder _folder = new();

    private ContractClone()
    {
    }

    /// <summary>Its root folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The commit that is checked out.</summary>
    public string Commit { get; private set; } = "";

    /// <summary>Makes one.</summary>
    public static async Task<ContractClone> CreateAsync()
    {
        var clone = new ContractClone();
        foreach (var file in Parts.SelectMany(part =>
            Directory.GetFiles(Path.Combine(BuildFacts.Root, Path.GetDirectoryName(part)!), Path.GetFileName(part))))
        {
            clone._folder.Write(Path.GetRelativePath(BuildFacts.Root, file), "");
            File.Copy(file, clone._folder.At(Path.GetRelativePath(BuildFacts.Root, file)), overwrite: true);
        }

        clone._folder.Write(".gitignore", "artifacts/\nout/\n");
        clone._folder.Write("nuget.config", NuGetConfig.With());
        await clone.GitAsync("init", "--quiet");
        await clone.GitAsync("remote", "add", "origin", RepositoryUrl);
        await clone.GitAsync("add", "--all");
        await clone.GitAsync("commit", "--quiet", "--message", "Begin");
        clone.Commit = (await clone.GitAsync("rev-parse", "HEAD")).Text.Trim();
        return clone;
    }

    /// <summary>Changes a file of the contract.</summary>
    public void Change(string name, string before, string after)
    {
        var file = _folder.At(Project, name);
        var text = File.ReadAllText(file);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Runs a command of the .NET SDK on the contract, with the Pulumi SDK that this build used.</summary>
    public Task<CommandResult> DotnetAsync(string command, params string[] arguments) => Shell.RunAsync(
        Folder, new Dictionary<string, string>(), "dotnet", [command, Project, "--nologo", "-p:PulumiSdk=local", .. arguments]);

    /// <summary>Opens what was packed into the folder `out`.</summary>
    /// <param name="extension">.nupkg or .snupkg.</param>
    public Package Packed(string extension) => new(Directory.GetFiles(_folder.At("out"), $"*{extension}").Single());

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private async Task<CommandResult> GitAsync(params string[] arguments) =>
        (await Shell.RunAsync(Folder, Author, "git", ["-c", "commit.gpgsign=false", .. arguments])).Succeeded();
}
