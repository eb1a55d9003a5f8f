using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads the model of a deployment: a reference, a file, or the model in place.</summary>
internal static class ModelReferenceReader
{
    /// <summary>The value of <c>model</c>; null if it is left out, or with an error.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">The deployment.</param>
    /// <param name="file">The file it is in.</param>
    public static JsonNode? Read(FolderReader folder, YamlMap owner, string file)
    {
        if (owner.Node("model") is not { } node) return null;
        var reference = node is YamlScalarNode scalar
            ? ReferenceReader.Read(folder, YamlScalar.Text(scalar), owner.At(node), file, ReferenceKind.Model,
                (path, from) => ModelReader.Load(folder, path, from))
            : owner.Map("model") is { } map
                ? new DefinitionReference<ModelDefinition>(InPlace(folder, map, file), null, map.Location) : null;
        return reference is null ? null : AssetLink.To(reference, AssetForm.Id).ToNode();
    }

    private static ModelDefinition InPlace(FolderReader folder, YamlMap map, string file)
    {
        if (map.Has("name")) return ModelReader.Read(folder, map, file, AssetName.Read(map, file, "a model"));
        var model = ModelReader.Read(folder, map, file, AnonymousName(folder, map, file));
        model.Properties["isAnonymous"] = true;
        return model;
    }

    /// <summary>The name that the Azure ML clients give a model without one: a hash of what it is.</summary>
    private static string AnonymousName(FolderReader folder, YamlMap map, string file)
    {
        var path = map.Text("path") ?? "";
        var content = path.Length > 0 && UploadReader.IsLocal(path)
            ? folder.Uploads.Read(path, map.At("path"), file, UploadForm.Model)?.Snapshot.Hash ?? path : path;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
