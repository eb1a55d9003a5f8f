using System.Text.Json;
using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Chains in the JSON document.</summary>
internal static class TraceJson
{
    /// <summary>Writes the member <c>chains</c>.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="chains">The chains.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<TraceChain> chains)
    {
        json.WriteStartArray("chains");
        foreach (var chain in chains)
        {
            json.WriteStartObject();
            json.WriteBoolean("complete", chain.IsComplete);
            json.WriteStartArray("links");
            foreach (var link in chain.Links)
            {
                json.WriteStartObject();
                json.WriteString("kind", TraceText.Word(link.Kind));
                if (link.Name is { } name) json.WriteString("name", name);
                if (link.Id is { } id) json.WriteString("id", id);
                if (link.Missing is { } why) json.WriteString("missing", why);
                if (link.Details.Count > 0) LifecycleJson.WriteTexts(json, "details", link.Details);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
