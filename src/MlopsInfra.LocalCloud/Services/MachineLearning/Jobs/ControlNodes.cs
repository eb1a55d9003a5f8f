using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>Nodes that decide over other nodes: <c>if_else</c>, <c>do_while</c>, <c>parallel_for</c>.</summary>
internal static partial class ControlNodes
{
    private static readonly string[] Blocks = ["true_block", "false_block"];

    /// <summary>The nodes that a node decides over; none for one that is no such node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="exists">Whether the pipeline has a node of a name.</param>
    public static IReadOnlyList<string> TargetsOf(PipelineNode node, Func<string, bool> exists)
    {
        string[] members = node.Kind switch
        {
            "if_else" => Blocks,
            "do_while" or "parallel_for" => ["body"],
            _ => [],
        };
        var targets = new List<string>();
        foreach (var member in members)
        {
            foreach (var value in Values(node.Body[member]))
            {
                if (Job().Match(value.AsText() ?? "") is not { Success: true } match)
                    throw node.Wrong($"has the {member} {value?.ToJsonString()}, which is no '${{{{parent.jobs.NAME}}}}'.");
                if (!exists(match.Groups["name"].Value))
                    throw node.Wrong($"has the {member} '{match.Value}', but its pipeline has no such job.");
                targets.Add(match.Groups["name"].Value);
            }
        }

        if (node.Kind == "if_else" && targets.Count == 0) throw node.Wrong($"has none of {string.Join(", ", Blocks)}.");
        return targets;
    }

    /// <summary>The inputs that a loop gives its body; null where that is not known.</summary>
    public static IReadOnlySet<string>? InputsGivenBy(PipelineNode node) => node.Kind switch
    {
        "do_while" => (node.ObjectOf("mapping") ?? []).SelectMany(pair => Values(pair.Value))
            .Select(input => InputName(input.AsText() ?? "")).ToHashSet(StringComparer.Ordinal),
        "parallel_for" => InputsOf(node, node.Body["items"]),
        _ => new HashSet<string>(StringComparer.Ordinal),
    };

    private static JsonNode?[] Values(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => [.. list],
        _ => [value],
    };

    // As 'count' or as '${{parent.jobs.body.inputs.count}}'.
    private static string InputName(string input) => Input().Match(input) is { Success: true } match
        ? match.Groups["name"].Value : input;

    // The items stand there as JSON text: a list or a map of objects with the inputs of one run each.
    private static HashSet<string>? InputsOf(PipelineNode node, JsonNode? items)
    {
        if (items.AsText() is { } text)
        {
            if (text.Contains("${{", StringComparison.Ordinal)) return null;
            try
            {
                items = StrictJson.Parse(text);
            }
            catch (JsonException exception)
            {
                throw node.Wrong($"has items that are no JSON: {exception.Message}");
            }
        }

        var runs = items switch
        {
            JsonArray list => list.OfType<JsonObject>(),
            JsonObject map => map.Select(pair => pair.Value).OfType<JsonObject>(),
            _ => [],
        };
        return runs.SelectMany(run => run.Select(pair => pair.Key)).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\s*\$\{\{\s*parent\.jobs\.(?<name>[\w-]+)\s*\}\}\s*$")]
    private static partial Regex Job();

    [GeneratedRegex(@"^\s*\$\{\{\s*parent\.jobs\.[\w-]+\.inputs\.(?<name>\w+)\s*\}\}\s*$")]
    private static partial Regex Input();
}
