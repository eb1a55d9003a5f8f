namespace MlopsInfra.Cli.ContinuousIntegration;

/// <summary>Shows a summary in Markdown where the CI system shows those of its steps.</summary>
internal static class CiSummary
{
    /// <summary>The file that GitHub Actions reads a step's summary from.</summary>
    public const string GitHubFile = "GITHUB_STEP_SUMMARY";

    /// <summary>Writes it to a file, or else to where the CI system expects it; elsewhere nothing is written.</summary>
    /// <param name="system">The CI system.</param>
    /// <param name="markdown">The summary.</param>
    /// <param name="file">The file that the user named; null for none.</param>
    /// <param name="commands">Where Azure Pipelines reads its commands.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(CiSystem system, string markdown, string? file, TextWriter commands)
    {
        var text = markdown.EndsWith('\n') ? markdown : markdown + "\n";
        if (file is not null)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            File.WriteAllText(file, text);
        }
        else if (system == CiSystem.GitHub && Environment.GetEnvironmentVariable(GitHubFile) is { Length: > 0 } shown)
        {
            // Other commands of the step may have written theirs.
            File.AppendAllText(shown, text);
        }

        if (system != CiSystem.AzureDevOps) return;
        var path = file is null ? InAgentsFolder() : Path.GetFullPath(file);
        if (file is null) File.WriteAllText(path, text);
        // The agent reads the file when the step has ended.
        commands.WriteLine($"##vso[task.uploadsummary]{path}");
    }

    private static string InAgentsFolder() => Path.Combine(
        Environment.GetEnvironmentVariable("AGENT_TEMPDIRECTORY") is { Length: > 0 } folder ? folder : Path.GetTempPath(),
        $"mlops-{Guid.NewGuid():N}.md");
}
