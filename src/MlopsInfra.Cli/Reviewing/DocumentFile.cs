namespace MlopsInfra.Cli.Reviewing;

/// <summary>A file that a command was asked to write.</summary>
internal static class DocumentFile
{
    /// <summary>Writes it as a whole; folders that are missing are made.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">What goes into it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Another name first: what is cut off leaves no half of a document under the name that was asked for.
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            await File.WriteAllTextAsync(unfinished, text, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
