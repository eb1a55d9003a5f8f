using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>How large a definition may be ("Limits and configuration reference for Azure Logic Apps", Consumption).</summary>
internal static class DefinitionLimits
{
    private const int MostTriggers = 10;
    private const int MostParameters = 50;
    private const int MostOutputs = 10;
    private const int MostActions = 500;
    private const int DeepestAction = 8;
    private const int MostCases = 25;
    private const int MostVariables = 250;
    private const int LongestName = 80;
    private const int LongestDescription = 256;
    private const int LongestExpression = 8192;

    /// <summary>Refuses what is larger.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="actions">All actions in it.</param>
    /// <exception cref="ArmException">It is refused: <c>InvalidTemplate</c>.</exception>
    public static void Check(JsonObject definition, IReadOnlyCollection<WorkflowAction> actions)
    {
        CheckCount(definition.At("triggers"), MostTriggers, "triggers");
        CheckCount(definition.At("parameters"), MostParameters, "parameters");
        CheckCount(definition.At("outputs"), MostOutputs, "outputs");
        if (actions.Count > MostActions)
            throw Invalid($"A workflow has at most {MostActions} actions, not {actions.Count}.", "definition.actions");
        foreach (var action in actions) Check(action);
        var variables = actions.Sum(action =>
            "InitializeVariable".Equals(action.Body.Text("type"), StringComparison.OrdinalIgnoreCase)
                && action.Body.At("inputs.variables") is JsonArray named ? named.Count : 0);
        if (variables > MostVariables)
            throw Invalid($"A workflow has at most {MostVariables} variables, not {variables}.", "definition.actions");
        CheckTexts(definition, "definition");
        foreach (var (name, trigger) in definition.At("triggers") as JsonObject ?? [])
            CheckNames(name, trigger as JsonObject ?? [], $"definition.triggers.{name}");
    }

    private static void Check(WorkflowAction action)
    {
        if (action.Depth > DeepestAction)
            throw Invalid($"The action '{action.Name}' is nested deeper than {DeepestAction} levels.", action.Path);
        if (action.Body.At("cases") is JsonObject cases && cases.Count > MostCases)
            throw Invalid($"The action '{action.Name}' has {cases.Count} cases; {MostCases} are allowed.", action.Path);
        CheckNames(action.Name, action.Body, action.Path);
    }

    private static void CheckNames(string name, JsonObject body, string path)
    {
        if (name.Length > LongestName) throw Invalid($"The name '{name}' has more than {LongestName} characters.", path);
        if (body.Text("description") is { Length: > LongestDescription })
            throw Invalid($"The description of '{name}' has more than {LongestDescription} characters.", path);
    }

    private static void CheckTexts(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json) CheckTexts(value, $"{path}.{name}");
                break;
            case JsonArray items:
                foreach (var (index, item) in items.Index()) CheckTexts(item, $"{path}[{index}]");
                break;
            case JsonValue value when value.TryGetValue(out string? text) && text is ['@', not '@', ..]
                && text.Length > LongestExpression:
                throw Invalid($"An expression has {text.Length} characters; {LongestExpression} are allowed.", path);
        }
    }

    private static void CheckCount(JsonNode? part, int most, string name)
    {
        if (part is JsonObject members && members.Count > most)
            throw Invalid($"A workflow has at most {most} {name}, not {members.Count}.", $"definition.{name}");
    }

    private static ArmException Invalid(string message, string target) =>
        new(400, "InvalidTemplate", $"The template validation failed: '{message}'", $"properties.{target}");
}
