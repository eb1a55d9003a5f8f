using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>Reads which files a step, a job or a deployment runs.</summary>
internal static class CodeReader
{
    /// <summary>
    /// The value of <c>code</c>, with <c>additional_includes</c>: a link to the files, or the id of a code asset as it is; null
    /// if it is left out or wrong.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="map">What has the key.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="form">How the reference is written.</param>
    /// <param name="withCache">Whether `__pycache__` is taken along: by jobs and deployments, not by components.</param>
    /// <param name="otherwise">The code where none is named; null if there is none then.</param>
    public static JsonNode? Read(FolderReader folder, YamlMap map, string file, AssetForm form = AssetForm.Spec,
        bool withCache = false, string? otherwise = null)
    {
        if (map.Text("code") is { } code && IsRegistered(code))
        {
            map.Ignore("additional_includes");
            var id = code.StartsWith("azureml:/s", StringComparison.OrdinalIgnoreCase) ? code["azureml:".Length..] : code;
            return form.Write(id);
        }

        return folder.Uploads.ReadCode(map, file, withCache, otherwise) is { } snapshot
            ? new CodeLink(snapshot, form, map.At("code")).ToNode() : null;
    }

    private static bool IsRegistered(string code) =>
        ReferenceReader.IsWhole(code) && code.Contains("/codes/", StringComparison.OrdinalIgnoreCase);
}
