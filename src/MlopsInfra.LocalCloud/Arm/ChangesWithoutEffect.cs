using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Changes that Azure takes and ignores.</summary>
/// <param name="Paths">Members of the body that keep their values, with all that is below.</param>
/// <param name="Except">What does change below them.</param>
internal sealed record ChangesWithoutEffect(IReadOnlyList<string> Paths, IReadOnlyList<string> Except)
{
    /// <summary>Whether a change at a path is one.</summary>
    /// <param name="path">The path in the body.</param>
    public bool Include(string path) =>
        Paths.Any(above => JsonPaths.IsWithin(path, above)) && !Except.Any(above => JsonPaths.IsWithin(path, above));
}
