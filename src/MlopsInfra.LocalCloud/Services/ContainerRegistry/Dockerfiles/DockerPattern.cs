using MlopsInfra.Formats.Patterns;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>Patterns of paths as Docker matches them, and refuses them.</summary>
internal static class DockerPattern
{
    /// <summary>Whether a text has anything of a pattern.</summary>
    public static bool Is(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <exception cref="DockerfileException">It is none.</exception>
    public static TextPattern Parse(string pattern)
    {
        try
        {
            return TextPattern.OfPath(pattern);
        }
        catch (FormatException exception)
        {
            throw new DockerfileException($"error checking context: {exception.Message}");
        }
    }
}
