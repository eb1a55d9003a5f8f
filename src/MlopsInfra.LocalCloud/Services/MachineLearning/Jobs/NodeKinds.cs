using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>The kinds of nodes, and what each of them needs, by what Microsoft's client sends of each.</summary>
internal static class NodeKinds
{
    private const string Own = "componentId";

    // The component where there is one, and the other members without which the node can do nothing.
    private static readonly Dictionary<string, (string? Component, string[] Needed)> Known = new(StringComparer.Ordinal)
    {
        ["command"] = (Own, []),
        ["pipeline"] = (Own, []),
        ["parallel"] = (Own, []),
        ["spark"] = (Own, []),
        ["import"] = (Own, []),
        ["data_transfer"] = (Own, []),
        ["sweep"] = ("trial.componentId", ["objective", "search_space"]),
        ["automl"] = (null, ["task", "training_data"]),
        ["if_else"] = (null, ["condition"]),
        ["do_while"] = (null, ["body"]),
        ["parallel_for"] = (null, ["body", "items"]),
    };

    /// <summary>Refuses a node of a kind that there is not, or that lacks what its kind needs.</summary>
    public static void Check(PipelineNode node)
    {
        if (!Known.TryGetValue(node.Kind, out var kind))
            throw node.Wrong($"has the type '{node.Kind}', which is none of {string.Join(", ", Known.Keys)}.");
        foreach (var member in kind.Needed)
        {
            if (node.Body[member] is null) throw node.Wrong($"is of type {node.Kind} and has no {member}.");
        }

        if (kind.Component is { } path && ComponentOf(node) is null) throw node.Wrong($"has no {path}.");
    }

    /// <summary>The component that a node runs; null for a node that runs none.</summary>
    public static string? ComponentOf(PipelineNode node) =>
        Known.GetValueOrDefault(node.Kind).Component is { } path && node.Body.Text(path) is { Length: > 0 } reference
            ? reference : null;
}
