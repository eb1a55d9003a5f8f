using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// The files of a code folder as `az ml` would upload them: what <c>.amlignore</c> (or, without one, <c>.gitignore</c>) names is
/// left out, links are followed.
/// </summary>
internal sealed class CodeSnapshot
{
    private CodeSnapshot(string name, IReadOnlyList<CodeFile> files, string hash)
    {
        Name = name;
        Files = files;
        Hash = hash;
    }

    /// <summary>Name of the folder.</summary>
    public string Name { get; }

    /// <summary>The files in the order of the hash.</summary>
    public IReadOnlyList<CodeFile> Files { get; }

    /// <summary>
    /// SHA-256 as the Azure ML clients compute it (hash version 202208), so that either finds the other's upload: number of
    /// files; <c>#path#size</c> of each, sorted by path in lower case; then their bytes in the same order. Lower-case hex.
    /// </summary>
    public string Hash { get; }

    /// <summary>Takes in a folder, or a single file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="additional">Files and folders that are put beside the folder's own, under their names.</param>
    public static CodeSnapshot Take(string path, IReadOnlyList<string>? additional = null)
    {
        List<CodeFile> files = [];
        if (File.Exists(path)) files.Add(Entry(Path.GetFileName(path), path));
        else Add(path, "", IgnoreFile.For(path), files);
        foreach (var extra in additional ?? [])
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(extra));
            if (File.Exists(extra)) files.Add(Entry(name, extra));
            else Add(extra, name + "/", IgnoreFile.For(extra), files);
        }

        var sorted = files
            .OrderBy(file => file.Path.ToLowerInvariant(), StringComparer.Ordinal)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .ToArray();
        return new CodeSnapshot(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), sorted, HashOf(sorted));
    }

    private static CodeFile Entry(string name, string source) => new(name, source, new FileInfo(source).Length);

    private static void Add(string folder, string prefix, IgnoreFile ignore, List<CodeFile> files) =>
        Add(folder, prefix, "", ignore, files, []);

    /// <param name="folder">The folder.</param>
    /// <param name="prefix">What comes before all paths.</param>
    /// <param name="inFolder">Path from where the ignore file is.</param>
    /// <param name="ignore">What is left out.</param>
    /// <param name="files">Takes the files.</param>
    /// <param name="above">The folders on the way here: a link to one of them would go round for ever.</param>
    private static void Add(string folder, string prefix, string inFolder, IgnoreFile ignore, List<CodeFile> files,
        HashSet<string> above)
    {
        if (!above.Add(folder)) return;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            var target = entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry;
            var path = inFolder + entry.Name;
            if (target is DirectoryInfo below)
            {
                if (!ignore.Ignores(path, isFolder: true)) Add(below.FullName, prefix, path + "/", ignore, files, above);
            }
            else if (!ignore.Ignores(path, isFolder: false))
            {
                files.Add(Entry(prefix + path, target.FullName));
            }
        }

        above.Remove(folder);
    }

    private static string HashOf(CodeFile[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new StringBuilder(files.Length.ToString(CultureInfo.InvariantCulture));
        foreach (var file in files) head.Append('#').Append(file.Path).Append('#').Append(file.Length);
        hash.AppendData(Encoding.UTF8.GetBytes(head.ToString()));
        foreach (var file in files) hash.AppendData(File.ReadAllBytes(file.Source));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
