namespace MlopsInfra.CommandTesting;

/// <summary>
/// A project of its own around the repository's program: its configuration and its pipeline can be broken without harm.
/// </summary>
public sealed class ProjectCopy : IDisposable
{
    /// <summary>
    /// Makes it: <c>Pulumi.yaml</c> names the repository's program, the stack files and the pipeline are copies.
    /// </summary>
    public ProjectCopy()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "Pulumi.yaml"));
        var main = Path.Combine(Repository.Root, "stacks", "MlopsInfra.Stacks");
        File.WriteAllText(Path.Combine(Directory, "Pulumi.yaml"),
            project.Replace("main: stacks/MlopsInfra.Stacks", $"main: {main}", StringComparison.Ordinal));
        foreach (var stack in System.IO.Directory.EnumerateFiles(Repository.Root, "Pulumi.*.yaml"))
            File.Copy(stack, Path.Combine(Directory, Path.GetFileName(stack)));
        // The pipeline includes what lies beside it, and build definitions name their files.
        CopyFolder(Path.Combine(Repository.Root, "pipelines"), Path.Combine(Directory, "pipelines"));
    }

    /// <summary>Its folder.</summary>
    public string Directory { get; } = TestFolders.Create("mlops-project-").FullName;

    /// <summary>The folder of its pipeline.</summary>
    public string Pipeline => Path.Combine(Directory, "pipelines", "training");

    /// <summary>Writes the configuration of a stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="yaml">The whole file.</param>
    public void WriteStack(string stack, string yaml) => File.WriteAllText(Path.Combine(Directory, $"Pulumi.{stack}.yaml"), yaml);

    /// <summary>The configuration of a stack.</summary>
    /// <param name="stack">The stack.</param>
    public string ReadStack(string stack) => File.ReadAllText(Path.Combine(Directory, $"Pulumi.{stack}.yaml"));

    /// <inheritdoc/>
    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
