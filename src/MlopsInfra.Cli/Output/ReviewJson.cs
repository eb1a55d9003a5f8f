using System.Text.Json;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Review;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Cli.Output;

/// <summary>The parts of the JSON document that are a review's.</summary>
internal static class ReviewJson
{
    /// <summary>What was compared with what.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="reviewed">The review.</param>
    public static void WriteCompared(Utf8JsonWriter json, ReviewedResult reviewed)
    {
        json.WriteStartObject("compared");
        foreach (var (name, side) in (ReadOnlySpan<(string, ComparedState)>)[("base", reviewed.Base), ("head", reviewed.Head)])
        {
            json.WriteStartObject(name);
            json.WriteString("what", side.Name);
            json.WriteString("commit", side.Commit?.Hash);
            json.WriteString("subject", side.Commit?.Subject);
            json.WriteBoolean("uncommittedChanges", side.Commit is { HasUncommittedChanges: true });
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>What Azure will not do.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="findings">The findings.</param>
    public static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<PlanFinding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(finding.Kind.ToString()));
            json.WriteString("type", finding.Type);
            json.WriteString("urn", finding.Urn);
            json.WriteString("path", finding.Path);
            json.WriteString("message", finding.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
