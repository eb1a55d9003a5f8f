namespace MlopsInfra.PostDeploy.Code;

/// <summary>A local file or folder cannot be uploaded as it is.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="reason">What is wrong with it, as in <c>cannot be read</c>.</param>
/// <param name="inner">What .NET said.</param>
internal sealed class SnapshotException(string path, string reason, Exception? inner = null)
    : IOException($"'{path}' {reason}", inner)
{
    /// <summary>The file or folder.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
