using MlopsInfra.Formats.Files;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>
/// Says which links bring files from outside of the repository into what is uploaded. The Azure ML clients follow links, too, and
/// say nothing: a link to a file of the machine's would be published by who only meant to publish the repository.
/// </summary>
/// <param name="folder">The folder that is published.</param>
internal sealed class LinkNotices(FolderReader folder)
{
    // More than these are counted only.
    private const int MaxNamed = 5;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Lazy<string> _repository = new(() => RepositoryOf(folder.Root));

    /// <summary>Tells of the links of a snapshot, of each once.</summary>
    /// <param name="location">What refers to the files.</param>
    /// <param name="snapshot">The files.</param>
    public void Tell(SourceLocation location, Snapshot snapshot)
    {
        var links = snapshot.Links.Where(link => _told.Add(link.Path)).ToArray();
        Tell(location, [.. links.Where(link => !link.IsRound && !IsInside(link.Target))],
            "leads out of the repository, and what lies there is uploaded");
        Tell(location, [.. links.Where(link => link.IsRound)], "leads to a folder that it lies in, and is left out");
    }

    private void Tell(SourceLocation location, FollowedLink[] links, string what)
    {
        foreach (var link in links.Take(MaxNamed))
            folder.Errors.Warn(location, $"the link '{folder.NameOf(link.Path)}' to '{link.Target}' {what}");
        if (links.Length > MaxNamed)
            folder.Errors.Warn(location, $"of {links.Length - MaxNamed} more links each {what}");
    }

    private bool IsInside(string target) =>
        target == _repository.Value
        || target.StartsWith(Path.TrimEndingDirectorySeparator(_repository.Value) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    // Without Git, the folder itself is what is meant to be published.
    private static string RepositoryOf(string root)
    {
        var real = RealPath.Of(root);
        for (var above = real; above is not null; above = Path.GetDirectoryName(above))
            if (Path.Exists(Path.Combine(above, ".git"))) return above;
        return real;
    }
}
