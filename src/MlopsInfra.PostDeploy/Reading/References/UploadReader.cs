using MlopsInfra.Formats.Files;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>Takes in the local files that the YAML of a folder names, each once, whoever names them.</summary>
/// <param name="folder">The folder.</param>
internal sealed class UploadReader(FolderReader folder)
{
    // As in git+https://..., azureml://..., wasbs://...
    private const string Scheme = "://";

    private readonly Dictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly LinkNotices _notices = new(folder);

    /// <summary>Whether a text names a local path: no address, no asset, no expression.</summary>
    public static bool IsLocal(string text) =>
        !text.Contains(Scheme, StringComparison.Ordinal) && !text.Contains("${{", StringComparison.Ordinal)
        && !ReferenceReader.IsWhole(text)
        && !text.StartsWith("azureml:", StringComparison.Ordinal) && !text.StartsWith("runs:/", StringComparison.Ordinal);

    /// <summary>A reference to local files; null, with an error, if they cannot be had.</summary>
    /// <param name="text">The path.</param>
    /// <param name="location">Where it is written.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="form">How the reference is written.</param>
    /// <param name="what">What errors call it, as in <c>the path</c>.</param>
    public UploadLink? Read(string text, SourceLocation location, string file, UploadForm form, string what = "the path")
    {
        var path = FolderReader.PathFrom(file, text);
        if (!Exists(path))
        {
            folder.Errors.Add(location, $"{what} '{text}' does not exist");
            return null;
        }

        return Take(path, location, $"{what} '{text}'", () => UploadSnapshot.Take(path)) is UploadSnapshot snapshot
            ? new UploadLink(snapshot, form, location) : null;
    }

    /// <summary>The files of <c>code</c> and <c>additional_includes</c>; null if there are none, or with an error.</summary>
    /// <param name="map">What has the keys.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="withCache">Whether `__pycache__` is taken along, as jobs and deployments do.</param>
    /// <param name="otherwise">The code where none is named; null if there is none then.</param>
    public CodeSnapshot? ReadCode(YamlMap map, string file, bool withCache, string? otherwise = null)
    {
        var includes = Includes(map, file);
        var code = map.Text("code") ?? otherwise;
        if (code is null && includes.Count == 0) return null;
        var location = map.At(code is null ? "additional_includes" : "code");
        if (code is not null && !IsLocal(code))
        {
            folder.Errors.Add(location, code.StartsWith("git+", StringComparison.Ordinal)
                || code.EndsWith(".git", StringComparison.Ordinal)
                ? $"'code' is '{code}'; code in Git is not published, by Azure ML neither: name a folder of a clone"
                : $"'code' is '{code}'; expected a local folder or file, or the whole id of a code asset "
                    + "(azureml:/subscriptions/.../codes/NAME/versions/VERSION)");
            return null;
        }

        var path = code is null ? null : FolderReader.PathFrom(file, code);
        if (path is not null && !Exists(path))
        {
            folder.Errors.Add(location, $"the code folder '{code}' does not exist");
            return null;
        }

        return (CodeSnapshot?)Take(string.Join('\0', [path ?? "", .. includes, withCache ? "cache" : ""]), location,
            $"the code folder '{code}'", () => CodeSnapshot.Take(path, includes, withCache));
    }

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path);

    private Snapshot? Take(string key, SourceLocation location, string what, Func<Snapshot> take)
    {
        try
        {
            if (!_snapshots.TryGetValue(key, out var snapshot)) _snapshots[key] = snapshot = take();
            _notices.Tell(location, snapshot);
            if (snapshot.Files.Count > 0) return snapshot;
            folder.Errors.Add(location, $"{what} has no files that are not ignored");
        }
        catch (SnapshotException e)
        {
            folder.Errors.Add(location, $"'{folder.NameOf(e.Path)}' {e.Reason}");
        }

        return null;
    }

    /// <summary>What is wrong with an included file or folder; null if it can lie beside the code.</summary>
    private static string? Problem(string path, YamlMap map, string file)
    {
        if (!Exists(path))
        {
            return path.EndsWith(".zip", StringComparison.Ordinal) && Directory.Exists(path[..^4])
                ? "which does not exist; folders are not zipped: name the folder itself" : "which does not exist";
        }

        var code = map.Text("code") is { } text && IsLocal(text) ? FolderReader.PathFrom(file, text) : null;
        var beside = code is null ? null : Path.Combine(code, Path.GetFileName(path));
        return beside is not null && Exists(beside) && RealPath.Of(beside) != RealPath.Of(path)
            ? "but the code has something of that name" : null;
    }

    private List<string> Includes(YamlMap map, string file)
    {
        List<string> includes = [];
        if (map.Node("additional_includes") is not { } node) return includes;
        if (node is not YamlSequenceNode list)
        {
            folder.Errors.Add(map.At(node), "'additional_includes' has to be a list of paths");
            return includes;
        }

        foreach (var item in list.Children)
        {
            if (item is not YamlScalarNode scalar)
            {
                folder.Errors.Add(map.At(item),
                    "'additional_includes' holds something else than a path; packages of Azure Artifacts are not downloaded");
                continue;
            }

            var text = YamlScalar.Text(scalar);
            var path = FolderReader.PathFrom(file, text);
            if (Problem(path, map, file) is { } problem)
                folder.Errors.Add(map.At(item), $"'additional_includes' names '{text}', {problem}");
            else includes.Add(path);
        }

        return includes;
    }
}
