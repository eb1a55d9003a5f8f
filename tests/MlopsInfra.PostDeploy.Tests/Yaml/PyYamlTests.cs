using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Tests.Yaml;

/// <summary>
/// YAML is what PyYAML makes of it, which the Azure ML client reads with: the tables beside this file are PyYAML's own answers
/// (<c>PyYaml/tables.py</c>).
/// </summary>
public sealed class PyYamlTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The rows of a table, each as JSON text: a failure names its row.</summary>
    public static TheoryData<string> Rows(string table)
    {
        var path = Path.Combine(TempPipeline.Repository, "tests/MlopsInfra.PostDeploy.Tests/Yaml/PyYaml", table);
        return [.. JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(row => row!.ToJsonString())];
    }

    [Theory]
    [MemberData(nameof(Rows), "documents.json")]
    public void A_text_is_read_or_refused_as_PyYAML_does_it(string row)
    {
        var expected = JsonNode.Parse(row)!;
        var errors = new ErrorList();

        var map = YamlFile.Parse(expected["text"]!.GetValue<string>(), "text.yml", errors);

        if (expected["json"] is not { } json)
        {
            Assert.Throws<PipelineFolderException>(errors.ThrowIfAny);
            return;
        }

        errors.ThrowIfAny();
        Assert.Equal(Sorted(JsonNode.Parse(json.GetValue<string>())), Sorted(map!.AsJson()));
    }

    [Theory]
    [MemberData(nameof(Rows), "scalars.json")]
    public void A_scalar_is_sent_as_the_client_sends_it(string row)
    {
        var expected = JsonNode.Parse(row)!;
        var errors = new ErrorList();

        var map = YamlFile.Parse($"key: {expected["text"]!.GetValue<string>()}\n", "text.yml", errors);

        if (expected["refused"] is not null)
        {
            Assert.Throws<PipelineFolderException>(errors.ThrowIfAny);
            return;
        }

        errors.ThrowIfAny();
        var scalar = (YamlScalarNode)map!.Entries.Single().Value;
        Assert.Equal(expected["literal"]!.GetValue<string>(), YamlScalar.AsLiteral(scalar));
        Assert.Equal(expected["json"]!.GetValue<string>(), YamlScalar.ToJson(scalar)?.ToJsonString(Plain) ?? "null");
        Assert.All(expected["default"]!.AsObject(),
            declared => Assert.Equal(declared.Value?.GetValue<string>(), YamlScalar.AsDefault(scalar, declared.Key)));
    }

    // Numbers are compared with the digits that they are written with: 1.0 is not 1.
    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject map => "{" + string.Join(",", map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => JsonSerializer.Serialize(entry.Key) + ":" + Sorted(entry.Value))) + "}",
        JsonArray list => "[" + string.Join(",", list.Select(Sorted)) + "]",
        null => "null",
        _ => node.ToJsonString(Plain),
    };
}
