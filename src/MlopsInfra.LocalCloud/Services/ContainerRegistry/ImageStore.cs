using System.Text.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>Images and build runs of registries: one file per registry.</summary>
internal sealed class ImageStore(string folder)
{
    private readonly Lock _lock = new();

    /// <summary>What a registry holds.</summary>
    /// <param name="registry">Its name, with what tells it from an earlier one of that name.</param>
    public RegistryContent Read(string registry)
    {
        lock (_lock) return Load(registry);
    }

    public void Change(string registry, Action<RegistryContent> change)
    {
        lock (_lock)
        {
            var content = Load(registry);
            change(content);
            PrivateFiles.CreateFolder(folder);
            var file = FileOf(registry);
            File.WriteAllBytes(file + ".tmp", JsonSerializer.SerializeToUtf8Bytes(content));
            File.Move(file + ".tmp", file, overwrite: true);
        }
    }

    private RegistryContent Load(string registry)
    {
        var file = FileOf(registry);
        if (!File.Exists(file)) return new RegistryContent();
        return JsonSerializer.Deserialize<RegistryContent>(File.ReadAllBytes(file))
            ?? throw new InvalidDataException($"The file '{file}' holds no registry.");
    }

    private string FileOf(string registry) => Path.Combine(folder, registry + ".json");
}
