using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>
/// What a definition is refused for before it ever runs: expressions that are none, names that nothing has, actions in a circle.
/// </summary>
internal static class DefinitionCheck
{
    private static readonly string[] Frequencies = ["Second", "Minute", "Hour", "Day", "Week", "Month", "Year"];
    private static readonly string[] PartsWithExpressions = ["triggers", "actions", "outputs"];

    /// <summary>Refuses a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="actions">All actions in it.</param>
    /// <param name="parameters">The values that the workflow gives to its parameters.</param>
    /// <exception cref="ArmException">It is refused: <c>InvalidTemplate</c>.</exception>
    public static void Check(JsonObject definition, IReadOnlyCollection<WorkflowAction> actions, JsonObject parameters)
    {
        var names = CheckNames(actions);
        foreach (var siblings in actions.Select(action => action.Siblings).Distinct()) CheckOrder(siblings);
        foreach (var action in actions) CheckType(action);
        foreach (var (name, trigger) in definition.At("triggers") as JsonObject ?? [])
            CheckRecurrence(name, trigger as JsonObject);
        var declared = definition.At("parameters") as JsonObject ?? [];
        CheckParameters(declared, parameters);
        foreach (var part in PartsWithExpressions)
            CheckExpressions(definition.At(part), part, declared, names);
    }

    private static HashSet<string> CheckNames(IEnumerable<WorkflowAction> actions)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in actions.Select(action => action.Name))
        {
            if (!names.Add(name))
                throw Invalid($"The action name '{name}' is used more than once; names are unique in a workflow.", name);
        }

        return names;
    }

    private static void CheckType(WorkflowAction action)
    {
        if (action.Body.Text("type") is { } type && !WorkflowActions.Exists(type))
            throw Invalid($"The type '{type}' of the action '{action.Name}' is not valid.", action.Name);
    }

    // Azure also has the code WorkflowTriggerRecurrenceInvalid; which of the two it answers when is not published.
    private static void CheckRecurrence(string name, JsonObject? trigger)
    {
        if (trigger?.Text("recurrence.frequency") is { } frequency && !frequency.StartsWith('@')
            && !Frequencies.Contains(frequency, StringComparer.OrdinalIgnoreCase))
            throw Invalid(
                $"The recurrence frequency '{frequency}' of the trigger '{name}' is not valid. Allowed: "
                    + $"{string.Join(", ", Frequencies)}.", name);
    }

    private static void CheckOrder(JsonObject actions)
    {
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (done.Count < actions.Count)
        {
            var next = actions.Where(action => !done.Contains(action.Key)
                && ((action.Value as JsonObject)?.At("runAfter") as JsonObject ?? []).All(after => done.Contains(after.Key)))
                .Select(action => action.Key).ToList();
            if (next.Count == 0)
            {
                var circle = actions.Select(action => action.Key).Where(name => !done.Contains(name));
                throw Invalid(
                    $"The actions {string.Join(", ", circle.Select(name => $"'{name}'"))} run after each other in a circle.",
                    circle.First());
            }

            done.UnionWith(next);
        }
    }

    private static void CheckParameters(JsonObject declared, JsonObject given)
    {
        foreach (var (name, _) in given)
        {
            if (!declared.Has(name)) throw Invalid($"The workflow parameter '{name}' is not declared in the definition.", name);
        }

        foreach (var (name, parameter) in declared)
        {
            if ((parameter as JsonObject)?.ContainsKey("defaultValue") != true && !given.Has(name))
                throw Invalid($"The value for the workflow parameter '{name}' is not provided.", name);
        }
    }

    private static void CheckExpressions(JsonNode? part, string name, JsonObject declared, HashSet<string> actions)
    {
        List<Expression> expressions;
        try
        {
            expressions = [.. Templates.Expressions(part)];
        }
        catch (ExpressionException exception)
        {
            throw Invalid($"Unable to parse template language expression: {exception.Message}", name);
        }

        foreach (var call in expressions.SelectMany(expression => expression.Calls))
        {
            if (!Functions.Exists(call.Function))
                throw Invalid($"The template function '{call.Function}' is not defined or not valid.", name);
            if (call.Arguments is not [Expression.Literal { Value: JsonValue literal }]
                || !literal.TryGetValue(out string? argument)) continue;
            var isMissing = call.Function.ToLowerInvariant() switch
            {
                "parameters" => !declared.Has(argument),
                "outputs" or "body" or "actions" or "items" => !actions.Contains(argument),
                _ => false,
            };
            if (isMissing)
                throw Invalid(
                    $"The template expression '{call.Function}('{argument}')' refers to something that is not defined in the "
                        + "template.", name);
        }
    }

    private static ArmException Invalid(string message, string target) =>
        new(400, "InvalidTemplate", $"The template validation failed: '{message}'", target);
}
