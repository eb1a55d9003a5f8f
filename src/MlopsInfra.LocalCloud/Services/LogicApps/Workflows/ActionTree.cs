using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>The actions of a definition with those inside of them: in scopes, loops, conditions and cases.</summary>
internal static class ActionTree
{
    private static readonly string[] Branches = ["actions", "else.actions", "default.actions"];

    /// <summary>All of them, each before those inside of it.</summary>
    /// <param name="definition">The definition.</param>
    public static IEnumerable<WorkflowAction> In(JsonObject definition) =>
        In(definition.At("actions") as JsonObject, "definition.actions", depth: 1);

    private static IEnumerable<WorkflowAction> In(JsonObject? actions, string path, int depth)
    {
        foreach (var (name, value) in actions ?? [])
        {
            if (value is not JsonObject body) continue;
            var here = $"{path}.{name}";
            yield return new WorkflowAction(name, body, here, depth, actions!);
            foreach (var (branch, inner) in Inside(body))
            {
                foreach (var action in In(inner, $"{here}.{branch}", depth + 1)) yield return action;
            }
        }
    }

    private static IEnumerable<(string Branch, JsonObject? Actions)> Inside(JsonObject body) =>
        Branches.Select(branch => (branch, body.At(branch) as JsonObject))
            .Concat((body.At("cases") as JsonObject ?? []).Select(one =>
                ($"cases.{one.Key}.actions", (one.Value as JsonObject)?.At("actions") as JsonObject)));
}
