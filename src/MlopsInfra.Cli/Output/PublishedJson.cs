using System.Text.Json;
using MlopsInfra.Cli.Reports;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.Cli.Output;

/// <summary>What was published, in the JSON document of a command.</summary>
internal static class PublishedJson
{
    /// <summary>Writes the member <c>published</c>.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="published">What was published.</param>
    public static void Write(Utf8JsonWriter json, PublishedReport published)
    {
        json.WriteStartObject("published");
        // Null where no pipeline is deployed.
        json.WriteString("endpoint", published.Endpoint);
        json.WriteString("deployment", published.Deployment);
        json.WriteStartArray("assets");
        foreach (var asset in published.Assets)
        {
            json.WriteStartObject();
            json.WritePropertyName("kind");
            JsonSerializer.Serialize(json, asset.Kind);
            json.WriteString("name", asset.Name);
            json.WriteString("version", asset.Version);
            json.WritePropertyName("op");
            JsonSerializer.Serialize(json, asset.Op);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (published.Warnings.Count > 0) WriteWarnings(json, published.Warnings);
        if (published.NotPublished.Count > 0) WriteLeft(json, published.NotPublished);
        json.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter json, IReadOnlyList<PipelineError> warnings)
    {
        json.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            json.WriteStartObject();
            json.WriteString("message", warning.ToString());
            json.WriteString("target", warning.Location.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLeft(Utf8JsonWriter json, IReadOnlyList<UnpublishedFile> left)
    {
        json.WriteStartArray("notPublished");
        foreach (var file in left)
        {
            json.WriteStartObject();
            json.WriteString("file", file.File);
            json.WriteString("kind", file.Kind);
            json.WriteString("reason", file.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
