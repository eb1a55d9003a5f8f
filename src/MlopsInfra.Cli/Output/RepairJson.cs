using System.Text.Json;
using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Output;

/// <summary>A repair for machines.</summary>
internal static class RepairJson
{
    /// <summary>Writes it as members of the document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="report">The repair.</param>
    public static void Write(Utf8JsonWriter json, RepairReport report)
    {
        json.WriteStartArray("pending");
        foreach (var item in report.Items)
        {
            json.WriteStartObject();
            json.WriteString("urn", item.Operation.Urn);
            json.WriteString("type", item.Operation.Type);
            json.WriteString("name", item.Operation.Name);
            json.WriteString("operation", item.Operation.Operation);
            json.WriteString("state", RepairText.NameOf(item.State));
            json.WriteString("id", item.Id);
            if (item.Reason is { } reason) json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("command");
        foreach (var word in report.Command) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteBoolean("run", report.HasRun);
    }
}
