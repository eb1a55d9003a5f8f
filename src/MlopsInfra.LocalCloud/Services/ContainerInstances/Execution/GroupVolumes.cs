using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>The volumes of a container group: folders of this machine, which its containers share.</summary>
/// <param name="group">The group.</param>
/// <param name="folder">The folder that they are in.</param>
internal sealed class GroupVolumes(GroupDeclaration group, string folder)
{
    private readonly Lock _lock = new();

    /// <summary>Removes what an earlier start of the group left: its volumes live as long as it runs.</summary>
    public void Clear()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>The folder of a volume; filled with its secrets when it is asked for first.</summary>
    /// <param name="name">The volume.</param>
    /// <param name="events">Is told of what is not in it.</param>
    public string FolderOf(string name, ContainerEvents events)
    {
        var path = Path.Combine(folder, InnerPaths.FileName(name));
        // Containers start side by side: the second one finds the folder filled.
        lock (_lock)
        {
            if (!Directory.Exists(path)) Fill(path, name, events);
        }

        return path;
    }

    private void Fill(string path, string name, ContainerEvents events)
    {
        PrivateFiles.CreateFolder(path);
        var volume = group.Volumes.FirstOrDefault(each => each.Text("name") == name);
        foreach (var (file, value) in volume?.At("secret") as JsonObject ?? [])
            PrivateFiles.Write(Path.Combine(path, InnerPaths.FileName(file)), Secret(value.AsText() ?? ""));
        if (volume?["azureFile"] is not null || volume?["gitRepo"] is not null)
            events.Warn("VolumeEmpty", $"The volume '{name}' is an empty folder: shares and repositories are not mounted here.");
    }

    private static byte[] Secret(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(value);
    }
}
