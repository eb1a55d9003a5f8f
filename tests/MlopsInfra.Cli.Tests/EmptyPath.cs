namespace MlopsInfra.Cli.Tests;

/// <summary>A PATH on which only <c>dotnet</c> is found.</summary>
internal sealed class EmptyPath : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-path-");

    /// <summary>The value of <c>PATH</c>.</summary>
    public string WithDotnetOnly
    {
        get
        {
            var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
            var link = Path.Combine(_folder.FullName, name);
            if (!File.Exists(link))
                File.CreateSymbolicLink(link,
                    Environment.ProcessPath is { } path && Path.GetFileName(path) == name ? path : Found(name));
            return _folder.FullName;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Found(string name) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).First(File.Exists);
}
