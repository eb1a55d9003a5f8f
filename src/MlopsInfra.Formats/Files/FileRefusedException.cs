namespace MlopsInfra.Formats.Files;

/// <summary>A file or folder is not read: it is no such thing, or reading it would have no end.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="reason">What is wrong with it, as in <c>is a named pipe, not a file</c>.</param>
/// <param name="inner">What .NET said.</param>
public sealed class FileRefusedException(string path, string reason, Exception? inner = null)
    : IOException($"'{path}' {reason}", inner)
{
    /// <summary>The file or folder.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
