namespace MlopsInfra.Cli.Projects;

/// <summary>Finds the Pulumi project that a command is about.</summary>
internal static class ProjectFolder
{
    /// <summary>The folder with <c>Pulumi.yaml</c>.</summary>
    /// <param name="directory">The folder given on the command line; null: the current one or the nearest above it.</param>
    /// <exception cref="CliException">There is none.</exception>
    public static string Find(string? directory)
    {
        var start = Path.GetFullPath(directory ?? ".");
        var found = directory is null ? SourceFiles.Ancestors(ProjectFileIn(start)).FirstOrDefault(HasProjectFile)
            : HasProjectFile(start) ? start : null;
        if (found is not null) return found;
        var where = directory is null ? $"'{start}' or any folder above it" : $"'{start}'";
        throw new CliException(
            ExitCode.Usage, "ProjectNotFound",
            $"There is no Pulumi.yaml in {where}. Change to the project's folder, or name it with --project DIR.", start);
    }

    private static bool HasProjectFile(string directory) => File.Exists(ProjectFileIn(directory));

    private static string ProjectFileIn(string directory) => Path.Combine(directory, "Pulumi.yaml");
}
