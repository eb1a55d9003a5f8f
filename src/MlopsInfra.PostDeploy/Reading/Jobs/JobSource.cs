using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>A job as it is written: in a file of its own, there with changes that a schedule makes, or in a schedule.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Map">Its keys.</param>
/// <param name="File">The file it is in; paths are relative to it.</param>
/// <param name="IsFile">Whether the job is what the file describes.</param>
internal sealed record JobSource(FolderReader Folder, YamlMap Map, string File, bool IsFile);
