namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Files and folders that only their owner may read: a state says more of a system than its encrypted values hide.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, and those above it, where there is none; one that is there keeps its mode.</summary>
    /// <param name="path">The folder.</param>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnFolder);
    }

    /// <summary>Opens a file for writing; one that is made with it is its owner's alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">How it is opened.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <param name="bufferSize">The buffer in bytes; 0 for none.</param>
    public static FileStream OpenWrite(string path, FileMode mode, FileShare share = FileShare.None, int bufferSize = 1 << 16)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        return new FileStream(path, options);
    }
}
