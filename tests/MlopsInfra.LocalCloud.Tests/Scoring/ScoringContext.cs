using System.Diagnostics;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>The scoring service of the repository with a small model, as the context of its image.</summary>
internal sealed class ScoringContext : IDisposable
{
    private static readonly string[] Needed = ["pandas", "scikit-learn", "joblib", "azure-identity", "azure-storage-blob"];
    private readonly string _folder;

    private ScoringContext(string folder, string python) => (_folder, Python) = (folder, python);

    /// <summary>The Python that has what the service needs.</summary>
    public string Python { get; }

    /// <summary>The folder of the service, with the model in <c>model</c>.</summary>
    public string Folder => Path.Combine(_folder, "service");

    /// <summary>Its files; the Dockerfile comes first.</summary>
    public (string Path, byte[] Content)[] Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Folder, file).Replace('\\', '/'), Content: File.ReadAllBytes(file)))
            .OrderBy(file => file.Path != "Dockerfile").ThenBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>Makes one; skips the test where Python or its packages are missing.</summary>
    /// <param name="kind">Of the model: good, wrong, crashing.</param>
    public static async Task<ScoringContext> CreateOrSkipAsync(string kind = "good")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Workloads are executed on Linux and macOS.");
        var python = await new PythonInstallations().BestAsync([.. Needed.Select(name => new WantedPackage(name, ""))]);
        Assert.SkipUnless(python?.Packages.Count == Needed.Length,
            $"No Python with {string.Join(", ", Needed)} here "
            + "(Debian: apt-get install python3-pandas python3-sklearn python3-azure).");
        var context = new ScoringContext(TestFolders.Create("mlops-scoring-").FullName, python!.Executable);
        var source = Path.Combine(Repository.Root, "pipelines", "scoring");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("__pycache__", StringComparison.Ordinal)))
        {
            var target = Path.Combine(context.Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        await context.RunAsync(Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "Scoring", "make_model.py"),
            Path.Combine(Repository.Root, "pipelines"), Path.Combine(context.Folder, "model"), kind);
        return context;
    }

    /// <summary>Runs Python in the folder of the service, and fails where it does.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments)
            { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
