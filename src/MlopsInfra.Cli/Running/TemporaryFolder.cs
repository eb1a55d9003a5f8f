namespace MlopsInfra.Cli.Running;

/// <summary>A folder for the time of one command, where the system has temporary files; for nothing that is secret.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private TemporaryFolder(string path) => Path = path;

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Makes one, for this user only.</summary>
    /// <exception cref="CliException">The folder for temporary files is missing or can't be written.</exception>
    public static TemporaryFolder Create()
    {
        var parent = System.IO.Path.GetTempPath();
        try
        {
            return new TemporaryFolder(Directory.CreateTempSubdirectory("mlops-").FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = Directory.Exists(parent) ? exception.Message : "There is no such folder.";
            throw new CliException(ExitCode.Failed, "TemporaryFolder",
                $"The folder for temporary files '{parent}' can't be used: {reason} Name another one in the environment variable "
                    + $"{(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR")}.", parent, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
