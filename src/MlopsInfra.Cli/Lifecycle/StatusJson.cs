using System.Text.Json;
using MlopsInfra.Lifecycle.Status;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What runs in an environment, in the JSON document.</summary>
internal static class StatusJson
{
    /// <summary>Writes the members.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="status">What runs.</param>
    public static void Write(Utf8JsonWriter json, EnvironmentStatus status)
    {
        if (status.Pipeline is { } pipeline)
        {
            json.WriteStartObject("pipeline");
            json.WriteString("component", pipeline.Code);
            json.WriteString("endpoint", pipeline.Endpoint);
            json.WriteString("deployment", pipeline.Deployment);
            json.WriteEndObject();
        }

        if (status.Approved is { } model) json.WriteString("approvedModel", model.Reference);
        if (status.Qa is { } qa) WriteScoring(json, "qa", qa);
        if (status.Production is { } production) WriteScoring(json, "production", production);
    }

    private static void WriteScoring(Utf8JsonWriter json, string name, ScoringStatus scoring)
    {
        json.WriteStartObject(name);
        json.WriteString("name", scoring.Name);
        json.WriteString("id", scoring.Id);
        WriteIfThere(json, "state", scoring.State);
        WriteIfThere(json, "address", scoring.Address?.ToString());
        WriteIfThere(json, "releaseState", scoring.ReleaseState);
        WriteIfThere(json, "previous", scoring.Previous);
        WriteIfThere(json, "lock", scoring.Lock);
        json.WriteStartArray("releases");
        foreach (var release in scoring.Releases)
        {
            json.WriteStartObject();
            json.WriteString("name", release.Name);
            json.WriteString("id", release.Id);
            json.WriteString("state", release.State);
            if (release.Traffic is { } share) json.WriteNumber("traffic", share);
            WriteIfThere(json, "model", release.Model);
            WriteIfThere(json, "image", release.Image);
            LifecycleJson.WriteTexts(json, "tags", release.Tags);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIfThere(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }
}
