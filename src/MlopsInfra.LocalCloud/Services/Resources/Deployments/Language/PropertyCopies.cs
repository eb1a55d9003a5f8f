using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>
/// Members that are made in a loop: <c>"copy": [{"name", "count", "input"}]</c> stands for one member of that name each, an
/// array. Source: "Property iteration in ARM templates".
/// </summary>
internal static class PropertyCopies
{
    private const int Most = 800;

    /// <summary>A member: its value, and how often it is evaluated.</summary>
    /// <param name="Value">The value as it stands in the template.</param>
    /// <param name="Loop">The name and length of the loop; null for a member as any.</param>
    public sealed record Member(JsonNode? Value, (string Name, int Count)? Loop)
    {
        /// <summary>Its value.</summary>
        public JsonNode? Evaluated(Func<ITemplateScope, JsonNode?> evaluate, ITemplateScope scope) => Loop is not { } loop
            ? evaluate(scope)
            : new JsonArray([.. Enumerable.Range(0, loop.Count)
                .Select(index => evaluate(new CopyScope(scope, loop.Name, index, IsProperty: true)))]);
    }

    /// <summary>The members of an object, loops among them.</summary>
    /// <param name="members">The object.</param>
    /// <param name="scope">Where it stands.</param>
    public static IEnumerable<KeyValuePair<string, Member>> Expand(JsonObject members, ITemplateScope scope)
    {
        foreach (var (name, value) in members)
        {
            if (!IsLoop(name, value))
            {
                yield return KeyValuePair.Create(name, new Member(value, null));
                continue;
            }

            foreach (var loop in value!.AsArray().Select(item => item!.AsObject()))
            {
                var member = TemplateValues.Text(loop["name"]);
                yield return KeyValuePair.Create(member, new Member(loop["input"], (member, Length(loop, scope))));
            }
        }
    }

    /// <summary>How often a loop runs.</summary>
    /// <exception cref="TemplateException">It is no length.</exception>
    public static int Length(JsonObject loop, ITemplateScope scope)
    {
        var count = TemplateValues.Count(TemplateEvaluator.Evaluate(loop["count"], scope));
        return count is >= 0 and <= Most ? count : throw new TemplateException(
            $"The template copy count '{count}' is not valid. The value must be between '0' and '{Most}'.");
    }

    private static bool IsLoop(string name, JsonNode? value) => name.Equals("copy", StringComparison.OrdinalIgnoreCase)
        && value is JsonArray { Count: > 0 } loops
        && loops.All(loop => loop is JsonObject members && members.ContainsKey("name") && members.ContainsKey("count")
            && members.ContainsKey("input"));
}
