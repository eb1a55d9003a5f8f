namespace MlopsInfra.Lifecycle.Data;

/// <summary>A local file that a job is to read.</summary>
/// <param name="Name">Its path below what is uploaded, with slashes.</param>
/// <param name="File">Where it is.</param>
/// <param name="Length">Its size in bytes.</param>
internal sealed record LocalDataFile(string Name, string File, long Length);
