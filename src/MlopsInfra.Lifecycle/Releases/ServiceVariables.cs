namespace MlopsInfra.Lifecycle.Releases;

/// <summary>The variables that tell a scoring service what it is.</summary>
internal static class ServiceVariables
{
    /// <summary>The variables.</summary>
    /// <param name="release">Name of the release.</param>
    /// <param name="model">The model, <c>NAME:VERSION</c>.</param>
    /// <param name="image">The image, <c>REPOSITORY@DIGEST</c>.</param>
    public static Dictionary<string, string> Of(string release, string model, string image) => new(StringComparer.Ordinal)
    {
        ["MLOPS_RELEASE"] = release, ["MLOPS_MODEL"] = model, ["MLOPS_IMAGE"] = image,
    };
}
