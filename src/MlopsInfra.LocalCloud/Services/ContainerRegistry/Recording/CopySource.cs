using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>What COPY and ADD copy from.</summary>
/// <param name="Files">Its files by path.</param>
/// <param name="IsContext">Whether it is the build's context.</param>
/// <param name="HasUnknownFiles">Whether it has files that are not known here.</param>
internal sealed record CopySource(IReadOnlyDictionary<string, ImageFile> Files, bool IsContext, bool HasUnknownFiles)
{
    /// <summary>What a source names; null where it may name something that is not known here.</summary>
    /// <exception cref="DockerfileException">There is nothing of that name.</exception>
    public IReadOnlyList<CopyPiece>? Find(string keyword, string text)
    {
        if (IsContext && ImagePaths.LeadsOut(text))
            throw new DockerfileException($"{keyword} failed: forbidden path outside the build context: {text} ()");
        var path = ImagePaths.Clean(text);
        if (path.Length == 0) return [new CopyPiece(null, [.. Files.Values])];
        if (!DockerPattern.Is(path))
        {
            if (Piece(path) is { } piece) return [piece];
            return HasUnknownFiles ? null : throw new DockerfileException(IsContext
                ? $"{keyword} failed: file not found in build context or excluded by .dockerignore: stat {path}: file does not "
                    + "exist"
                : $"{keyword} failed: stat {path}: file does not exist");
        }

        var pattern = DockerPattern.Parse(path);
        // Folders need no entry of their own in a tar.
        var names = Files.Keys.SelectMany(Prefixes).Distinct().Where(name => pattern.Fits(name)).Order(StringComparer.Ordinal);
        List<CopyPiece> found = [.. names.Select(name => Piece(name)!)];
        if (found.Count > 0) return found;
        return HasUnknownFiles ? null : throw new DockerfileException($"{keyword} failed: no source files were specified");
    }

    private CopyPiece? Piece(string path)
    {
        var found = Files.GetValueOrDefault(path);
        // A link at the end of a source is followed.
        for (var hops = 0; found is { Kind: ImageFileKind.Link, Target: { } target } && hops < 10; hops++)
        {
            path = ImagePaths.Join(path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "", target);
            found = Files.GetValueOrDefault(path);
        }

        if (found is { Kind: ImageFileKind.File }) return new CopyPiece(found, []);
        var below = Files.Values.Where(file => ImagePaths.IsBelow(path, file.Path)).ToList();
        return found is null && below.Count == 0 ? null
            : new CopyPiece(found ?? new ImageFile(path, ImageFileKind.Folder), below);
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..end];
    }
}
