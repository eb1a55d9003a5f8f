using System.Security.Cryptography;
using System.Text;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.Lifecycle.Data;

/// <summary>A local file, or a folder of them, that a job is to read.</summary>
internal sealed class LocalData
{
    private const int HashLength = 16;

    private LocalData(string path, bool isFolder, IReadOnlyList<LocalDataFile> files, string hash)
    {
        (Path, IsFolder, Files, Hash) = (path, isFolder, files, hash);
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder { get; }

    /// <summary>The files, in ordinal order of their paths.</summary>
    public IReadOnlyList<LocalDataFile> Files { get; }

    /// <summary>16 hexadecimal digits that follow from paths and contents alone.</summary>
    public string Hash { get; }

    /// <summary>Size of all files in bytes.</summary>
    public long Size => Files.Sum(file => file.Length);

    /// <summary>Reads it. Hidden files, and what Python leaves behind, are left out.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="LifecycleException">There is no such file or folder, no file in it, or one that can't be read; a usage
    /// error.</exception>
    public static LocalData Read(string path)
    {
        try
        {
            return Find(path);
        }
        catch (FileRefusedException exception)
        {
            throw LifecycleException.Usage("DataNotReadable",
                $"{exception.Message}. Take it out of the data, or name other data.");
        }
    }

    private static LocalData Find(string path)
    {
        if (File.Exists(path)) return Of(path, isFolder: false, [(System.IO.Path.GetFileName(path), path)]);
        if (!Directory.Exists(path))
        {
            throw LifecycleException.Usage("DataNotFound",
                $"There is no file or folder '{path}', and it is no address of data: azureml:NAME:VERSION, "
                + "azureml://datastores/NAME/paths/PATH or https://...");
        }

        var files = FolderFiles.Below(path, name => !name.StartsWith('.') && name != "__pycache__")
            .Select(file => (Name: System.IO.Path.GetRelativePath(path, file).Replace('\\', '/'), File: file))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return files.Count > 0 ? Of(path, isFolder: true, files)
            : throw LifecycleException.Usage("DataNotFound", $"There is no file in the folder '{path}'.");
    }

    private static LocalData Of(string path, bool isFolder, IReadOnlyList<(string Name, string File)> files)
    {
        var text = new StringBuilder();
        var read = new List<LocalDataFile>();
        foreach (var (name, file) in files)
        {
            using var content = OrdinaryFile.Open(file);
            text.Append(name).Append('\0').Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append('\n');
            read.Add(new LocalDataFile(name, file, content.Length));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..HashLength];
        return new LocalData(path, isFolder, read, hash);
    }
}
