using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads what a deployment runs, and what it runs in.</summary>
internal static class CodeConfigurationReader
{
    /// <summary>The value of <c>code_configuration</c>; null if it is left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">The deployment.</param>
    /// <param name="file">The file it is in.</param>
    public static JsonObject? Read(FolderReader folder, YamlMap owner, string file)
    {
        if (owner.Map("code_configuration") is not { } map) return null;
        if (!map.Has("code")) map.Error(map.Location, "'code_configuration' needs 'code': the folder of the scoring script");
        var script = map.Required("scoring_script", "'code_configuration'");
        CheckScript(folder, map, file, script);
        var json = new JsonObject()
            .With("codeId", CodeReader.Read(folder, map, file, AssetForm.Id, withCache: true))
            .With("scoringScript", script);
        map.NoOthers("'code_configuration'");
        return json;
    }

    /// <summary>The value of <c>environment</c>; null if it is left out: a model may bring its own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">The deployment.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="what">What errors call the deployment.</param>
    public static Link? Environment(FolderReader folder, YamlMap owner, string file, string what) =>
        owner.Node("environment") is null ? null : EnvironmentReader.ReadLink(folder, owner, file, what, AssetForm.Id);

    private static void CheckScript(FolderReader folder, YamlMap map, string file, string script)
    {
        if (map.Node("code") is not YamlScalarNode { Value: { } code } || !UploadReader.IsLocal(code)) return;
        var path = FolderReader.PathFrom(file, code);
        // A folder that is not there is a mistake of its own.
        if (script.Length > 0 && Directory.Exists(path) && !File.Exists(Path.Combine(path, script)))
            folder.Errors.Add(map.At("scoring_script"), $"there is no '{script}' in the code folder '{code}'");
    }
}
