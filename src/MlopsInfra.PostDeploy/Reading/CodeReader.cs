using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads which files a step or a deployment runs.</summary>
internal static class CodeReader
{
    /// <summary>The value of <c>code</c>, with <c>additional_includes</c>; null if it is left out or wrong.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="map">What has the key.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="form">How the reference is written.</param>
    public static Link? Read(FolderReader folder, YamlMap map, string file, AssetForm form = AssetForm.Spec)
    {
        map.Node("additional_includes");
        return folder.Snapshot(map, file) is { } snapshot ? new CodeLink(snapshot, form, map.At("code")) : null;
    }
}
