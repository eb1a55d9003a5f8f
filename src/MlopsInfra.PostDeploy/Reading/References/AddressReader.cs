using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>Reads where the files of an asset are: at an address, or here, from where they are uploaded.</summary>
internal static class AddressReader
{
    /// <summary>The value of <c>path</c>: an address as it is, or a link; null, with an error, if it is wrong.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="map">What has the key.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="form">How a reference to local files is written.</param>
    public static JsonNode? Read(FolderReader folder, YamlMap map, string file, UploadForm form)
    {
        if (map.Text("path") is not { Length: > 0 } path) return null;
        CheckStore(map, path);
        if (UploadReader.IsLocal(path))
        {
            return folder.Uploads.Read(path, map.At("path"), file, form)?.ToNode();
        }

        if (form == UploadForm.Model && path.StartsWith(ModelAddressLink.Datastores, StringComparison.Ordinal))
            return new ModelAddressLink(path, map.At("path")).ToNode();
        if (!path.StartsWith("azureml:", StringComparison.Ordinal) || ReferenceReader.IsWhole(path)) return path;
        map.Error(map.At("path"), $"'path' is '{path}'; expected a local path or an address, such as azureml://datastores/...");
        return null;
    }

    /// <summary>Reads <c>datastore</c>, which says where local files go: it is a mistake to name another than is used.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="path">Where the files are.</param>
    public static void CheckStore(YamlMap map, string? path)
    {
        var store = ReferenceReader.BareName(map.Text("datastore"));
        if (path is null || !UploadReader.IsLocal(path) || store is null or "workspaceblobstore") return;
        map.Error(map.At("datastore"),
            $"'datastore' is '{store}'; local files are uploaded to workspaceblobstore only: put them into '{store}' and "
                + $"give azureml://datastores/{store}/paths/... as 'path'");
    }
}
