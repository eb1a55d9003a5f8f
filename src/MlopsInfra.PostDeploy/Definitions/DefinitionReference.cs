using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A reference to something described in the folder, or to something that Azure holds already.</summary>
/// <typeparam name="T">What is described.</typeparam>
/// <param name="Local">What it refers to, if that is described in the folder.</param>
/// <param name="Remote">What it refers to, if it is not.</param>
/// <param name="Location">Where the reference is.</param>
internal sealed record DefinitionReference<T>(T? Local, RemoteAsset? Remote, SourceLocation Location)
    where T : Definition
{
    /// <summary>
    /// A reference that could not be read. Its mistake is reported; it keeps the place, so that it causes no others.
    /// </summary>
    public static DefinitionReference<T> Broken(SourceLocation location) => new(null, null, location);
}
