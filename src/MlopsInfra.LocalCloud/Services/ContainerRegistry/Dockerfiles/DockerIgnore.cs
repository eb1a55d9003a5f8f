using MlopsInfra.Formats.Patterns;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>
/// A <c>.dockerignore</c>. Its patterns stand at the root of the context, unlike those of git: <c>*.pyc</c> leaves
/// <c>folder/a.pyc</c> in.
/// </summary>
internal sealed class DockerIgnore
{
    private readonly List<(TextPattern Pattern, bool IsException)> _rules = [];

    /// <param name="text">Its text.</param>
    public DockerIgnore(string text)
    {
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var isException = line[0] == '!';
            var pattern = ImagePaths.Clean(isException ? line[1..].Trim() : line);
            if (pattern.Length > 0) _rules.Add((DockerPattern.Parse(pattern), isException));
        }
    }

    /// <summary>Whether a file of the context is left out: the last pattern decides that fits it or a folder above it.</summary>
    /// <param name="path">Its path in the context.</param>
    public bool Excludes(string path)
    {
        var excluded = false;
        foreach (var (pattern, isException) in _rules)
        {
            if (excluded == isException && pattern.FitsWithin(path)) excluded = !isException;
        }

        return excluded;
    }
}
