using System.Text.Json;
using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Output;

/// <summary>What policies say, in the JSON document.</summary>
internal static class PolicyJson
{
    /// <summary>Writes the review as a member of the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="review">What they say.</param>
    public static void Write(Utf8JsonWriter json, PolicyReview review)
    {
        json.WriteStartObject("policies");
        json.WriteBoolean("builtIn", review.IsBuiltIn);
        json.WriteNumber("judged", review.Count);
        json.WriteStartArray("violated");
        foreach (var verdict in review.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("id", verdict.Policy.Definition.Id);
            json.WriteString("name", verdict.Policy.Definition.DisplayName);
            json.WriteString("consequence", JsonNamingPolicy.CamelCase.ConvertName(verdict.Consequence.ToString()));
            json.WriteString("assignment", verdict.Policy.Assignment?.Id);
            WriteTexts(json, "resources", verdict.Findings.Select(finding => finding.Resource.Id));
            if (verdict.Changes.Any()) WriteTexts(json, "changes", verdict.Changes);
            json.WriteString("reason", verdict.Exception?.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "notJudged", review.NotEvaluated);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
