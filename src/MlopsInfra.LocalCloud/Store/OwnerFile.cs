namespace MlopsInfra.LocalCloud.Store;

/// <summary>Files that only their owner may read.</summary>
internal static class OwnerFile
{
    /// <summary>Writes a file as a whole or not at all: half a key, left by a full disk, would be taken for the key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(temporary, options)) stream.Write(content);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw;
        }
    }
}
