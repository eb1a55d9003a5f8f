namespace MlopsInfra.PostDeploy.Code;

/// <summary>An entry of a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path from the folder, with <c>/</c>.</param>
/// <param name="Source">Where it is, behind links.</param>
/// <param name="IgnorePath">The path that ignore files are asked about.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
internal sealed record FolderEntry(string Name, string Path, string Source, string IgnorePath, bool IsFolder);
