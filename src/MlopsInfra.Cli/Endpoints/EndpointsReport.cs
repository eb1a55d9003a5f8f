using System.Text.Json;
using MlopsInfra.Cli.Output;

namespace MlopsInfra.Cli.Endpoints;

/// <summary>Tells which endpoints there are.</summary>
internal static class EndpointsReport
{
    /// <summary>The lines: one for each endpoint, and one for what else is to be known of it.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="endpoints">The endpoints.</param>
    public static IEnumerable<string> Lines(string stack, IReadOnlyCollection<ListedEndpoint> endpoints)
    {
        if (endpoints.Count == 0) yield return $"Stack {stack} has no container groups and no online endpoints.";
        var (names, states) = (Report.Width(endpoints, each => each.Name), Report.Width(endpoints, each => each.State));
        foreach (var each in endpoints)
        {
            var restarts = each.Restarts > 0 ? $"restarts: {each.Restarts}" : null;
            var words = ((string?[])[each.Kind.PadRight(9), each.Name.PadRight(names), each.State.PadRight(states),
                each.Address ?? "-", each.Runs, restarts]).OfType<string>();
            yield return $"  {string.Join("  ", words)}".TrimEnd();
            if (each.Note is { } note) yield return $"  {"",-9} {note}";
        }
    }

    /// <summary>The JSON document.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="endpoints">The endpoints.</param>
    public static void WriteJson(Stream stream, string stack, IReadOnlyCollection<ListedEndpoint> endpoints)
    {
        using var json = new Utf8JsonWriter(stream, JsonStyle.Indented);
        json.WriteStartObject();
        json.WriteString("stack", stack);
        json.WriteString("operation", "endpoints");
        json.WriteStartArray("endpoints");
        foreach (var each in endpoints)
        {
            json.WriteStartObject();
            json.WriteString("kind", each.Kind);
            json.WriteString("name", each.Name);
            json.WriteString("state", each.State);
            if (each.Address is { } address) json.WriteString("address", address);
            if (each.Runs is { } runs) json.WriteString("runs", runs);
            if (each.Restarts is { } restarts) json.WriteNumber("restarts", restarts);
            if (each.Note is { } note) json.WriteString("note", note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
