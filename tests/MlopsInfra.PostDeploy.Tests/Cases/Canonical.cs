using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>
/// Makes two recordings comparable: whatever a request refers to and that was sent in the same run takes the place of the
/// reference, without its name and version, which either side chooses for itself.
/// </summary>
internal sealed partial class Canonical(Recording recording)
{
    /// <summary>A request with all it refers to, its name and version, and the files that it needs in the datastore.</summary>
    public JsonObject Of(CaseRequest request)
    {
        var whole = Content(request.Collection, request.Body);
        if (request.Collection == "components" && whole["properties"]?["componentSpec"] is JsonObject spec) WithoutName(spec);
        whole["$name"] = request.Name;
        whole["$version"] = request.Version;
        var uploads = new JsonObject();
        foreach (var hash in LocalUpload().Matches(whole.ToJsonString()).Select(match => match.Groups["hash"].Value).Distinct())
        {
            foreach (var (path, content) in recording.Blobs)
                if (path.Contains($"/LocalUpload/{hash}/", StringComparison.Ordinal)) uploads[path] = content;
        }

        whole["$uploads"] = uploads;
        return whole;
    }

    private JsonObject Content(string collection, JsonObject body)
    {
        var whole = (JsonObject)Expand(body)!;
        if (whole["properties"] is not JsonObject properties) return whole;
        if (collection == "codes") WithFiles(properties);
        if (collection == "environments" && (string?)properties["condaFile"] is { } conda)
            properties["condaFile"] = Parse(conda);
        return whole;
    }

    private JsonNode? Expand(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var expanded = new JsonObject();
                foreach (var (key, value) in map) expanded[key] = Expand(value);
                return expanded;
            case JsonArray list:
                return new JsonArray([.. list.Select(Expand)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return Asset(text) ?? value.DeepClone();
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>What an id stands for, if it was sent in this run.</summary>
    private JsonObject? Asset(string text)
    {
        var id = text.StartsWith("azureml:/", StringComparison.Ordinal) ? text["azureml:".Length..] : text;
        if (!id.StartsWith(RecordedCase.Workspace + "/", StringComparison.OrdinalIgnoreCase)) return null;
        if (recording.Find(id[(RecordedCase.Workspace.Length + 1)..]) is not { } request) return null;
        var properties = (JsonObject)Content(request.Collection, request.Body)["properties"]!.DeepClone();
        if (properties["componentSpec"] is JsonObject spec) WithoutName(spec);
        properties["$asset"] = request.Collection;
        return properties;
    }

    // The spec of a component repeats what its path says.
    private static void WithoutName(JsonObject spec)
    {
        spec.Remove("name");
        spec.Remove("version");
    }

    private void WithFiles(JsonObject code)
    {
        var address = ((string)code["codeUri"]!)[(RecordedCase.Blobs.Length + 1)..];
        var (container, folder) = address.Split('/', 2) is [var first, var rest] ? (first, rest) : (address, "");
        var prefix = $"{container}/{folder.TrimEnd('/')}".TrimEnd('/') + "/";
        var files = new JsonObject();
        foreach (var (path, content) in recording.Blobs)
            if (path.StartsWith(prefix, StringComparison.Ordinal)) files[path[prefix.Length..]] = content;
        code["codeUri"] = $"(container)/{folder}";
        code["$files"] = files;
    }

    private static JsonNode? Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents[0].RootNode);
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(
            map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        _ => ((YamlScalarNode)node).Value,
    };

    [GeneratedRegex("/LocalUpload/(?<hash>[0-9a-f]{64})/")]
    private static partial Regex LocalUpload();
}
