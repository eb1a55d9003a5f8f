namespace MlopsInfra.PostDeploy.Code;

/// <summary>A file of a snapshot.</summary>
/// <param name="Path">Path in the snapshot, relative and with <c>/</c>.</param>
/// <param name="Source">Where its bytes are.</param>
/// <param name="Length">Bytes.</param>
internal sealed record SnapshotFile(string Path, string Source, long Length);
