using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>
/// The rules for names of assets and of inputs and outputs. The OpenAPI of Azure Machine Learning has a pattern without dots for
/// registries; workspaces take them, and Microsoft's own assets have them, as in <c>sklearn-1.5</c>.
/// </summary>
internal static partial class AssetName
{
    /// <summary>The <c>name</c> of an asset; a name made from the file's if it is left out.</summary>
    public static string Read(YamlMap map, string file, string what)
    {
        var name = map.Text("name");
        if (string.IsNullOrWhiteSpace(name)) return Of(Path.GetFileNameWithoutExtension(file));
        if (!Allowed().IsMatch(name))
        {
            map.Error(map.At("name"),
                $"'{name}' is no name for {what}: letters, digits, '-', '_' and '.', at most 255, beginning with a letter or "
                    + "digit");
        }

        return name;
    }

    /// <summary>
    /// The name that a component or a pipeline is registered under: `az ml` takes any name of them where they are used by
    /// their file, as it registers them without one. What Azure does not take in a name becomes <c>_</c>.
    /// </summary>
    public static string OfComponent(YamlMap map, string file)
    {
        var written = map.Text("name") is { } text && !string.IsNullOrWhiteSpace(text) ? text
            : Path.GetFileNameWithoutExtension(file);
        var name = NotAllowed().Replace(written, "_").TrimStart('_', '-');
        return name.Length == 0 ? "component" : name[..Math.Min(name.Length, 255)];
    }

    /// <summary>
    /// The name that a pipeline job is registered under. Many jobs have no name and lie in a <c>pipeline.yml</c>: the folder
    /// tells them apart, or the deployments of one would take the place of another's.
    /// </summary>
    public static string OfJob(YamlMap map, string file)
    {
        if (map.Text("name") is { } name && !string.IsNullOrWhiteSpace(name)) return OfComponent(map, file);
        var folder = Path.GetFileName(Path.GetDirectoryName(file));
        return OfComponent(map, $"{folder}_{Path.GetFileName(file)}");
    }

    /// <summary>The name of what a step describes in its place: of a long one the pipeline's part is cut.</summary>
    public static string InPlace(string pipeline, string step)
    {
        var name = $"{pipeline[..Math.Min(pipeline.Length, Math.Max(1, 254 - step.Length))]}_{step}";
        return name[..Math.Min(name.Length, 255)];
    }

    /// <summary>Reports what can't be the name of a step.</summary>
    public static void CheckStep(YamlMap map, string name, SourceLocation location)
    {
        if (!Step().IsMatch(name))
            map.Error(location, $"'{name}' is no name for a step: letters, digits and '_', not beginning with a digit");
    }

    /// <summary>A name made of another one, such as that of a file.</summary>
    /// <param name="text">The other one.</param>
    public static string Of(string text) => NotAllowed().Replace(text, "_");

    /// <summary>Reports what can't be the name of an input or output, as expressions refer to them.</summary>
    public static void CheckParameter(YamlMap map, string name, SourceLocation location, string what)
    {
        if (!Parameter().IsMatch(name))
            map.Error(location, $"'{name}' is no name for {what}: letters, digits, '_' and '-', not beginning with '-'");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9\-_.]{0,254}$")]
    private static partial Regex Allowed();

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex Step();

    [GeneratedRegex("^[a-zA-Z0-9_][a-zA-Z0-9_-]*$")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[^a-zA-Z0-9\-_]")]
    private static partial Regex NotAllowed();
}
