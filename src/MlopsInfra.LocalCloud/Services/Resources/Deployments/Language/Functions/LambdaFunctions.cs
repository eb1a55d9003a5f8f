using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions that take a lambda. Source: "Lambda functions for ARM templates".</summary>
internal static class LambdaFunctions
{
    /// <summary>Calls one; false if it is none of them.</summary>
    public static bool TryCall(TemplateExpression.Call call, ITemplateScope scope, out JsonNode? value)
    {
        value = null;
        if (!call.Arguments.Skip(1).Any(argument => argument is TemplateExpression.Call inner && inner.Is("lambda")))
            return false;
        var input = TemplateEvaluator.Evaluate(call.Arguments[0], scope);
        var lambdas = call.Arguments.OfType<TemplateExpression.Call>().Where(argument => argument.Is("lambda")).ToList();
        JsonNode? Run(int number, params JsonNode?[] values) => Apply(lambdas[number], scope, values);
        bool Holds(params JsonNode?[] values) => TemplateValues.Flag(Run(0, values));
        switch (call.Function.ToLowerInvariant())
        {
            case "map":
                value = TemplateValues.List(TemplateValues.Array(input).Select((item, index) => Run(0, item, index)));
                return true;
            case "filter":
                value = TemplateValues.List(TemplateValues.Array(input).Where((item, index) => Holds(item, index)));
                return true;
            case "reduce":
                var sum = TemplateEvaluator.Evaluate(call.Arguments[1], scope);
                foreach (var (index, item) in TemplateValues.Array(input).Index()) sum = Run(0, sum, item, index);
                value = sum;
                return true;
            case "sort":
                // As far as the lambda says that one is before the other.
                value = TemplateValues.List(Sorted([.. TemplateValues.Array(input)],
                    (one, other) => Holds(one, other) && !Holds(other, one)));
                return true;
            case "toobject":
                var members = new JsonObject();
                foreach (var item in TemplateValues.Array(input))
                    members[TemplateValues.Text(Run(0, item))] = (lambdas.Count > 1 ? Run(1, item) : item)?.DeepClone();
                value = members;
                return true;
            case "groupby":
                var groups = new JsonObject();
                foreach (var item in TemplateValues.Array(input))
                {
                    var key = TemplateValues.Text(Run(0, item));
                    if (!groups.ContainsKey(key)) groups[key] = new JsonArray();
                    groups[key]!.AsArray().Add(item?.DeepClone());
                }

                value = groups;
                return true;
            case "mapvalues":
                value = new JsonObject(TemplateValues.Object(input)
                    .Select(pair => KeyValuePair.Create(pair.Key, Run(0, pair.Value)?.DeepClone())));
                return true;
            default:
                return false;
        }
    }

    // A lambda may contradict itself or fail, which .NET's own sorting tells as a failure of its own.
    private static JsonNode?[] Sorted(JsonNode?[] items, Func<JsonNode?, JsonNode?, bool> isBefore)
    {
        if (items.Length < 2) return items;
        var (left, right) = (Sorted(items[..(items.Length / 2)], isBefore), Sorted(items[(items.Length / 2)..], isBefore));
        var sorted = new JsonNode?[items.Length];
        for (var (at, other) = (0, 0); at + other < items.Length;)
        {
            var isRight = at == left.Length || (other < right.Length && isBefore(right[other], left[at]));
            sorted[at + other] = isRight ? right[other] : left[at];
            if (isRight) other++;
            else at++;
        }

        return sorted;
    }

    // The last argument is what it does; those before it name its variables. It may name fewer than it is given.
    private static JsonNode? Apply(TemplateExpression.Call lambda, ITemplateScope scope, JsonNode?[] values)
    {
        if (lambda.Arguments.Count == 0)
            throw new TemplateException("A lambda has an expression, and names of variables before it.");
        List<string> names =
            [.. lambda.Arguments.SkipLast(1).Select(argument =>
                TemplateValues.Text(TemplateEvaluator.Evaluate(argument, scope)))];
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
            throw new TemplateException($"The variables of a lambda have different names, not {string.Join(", ", names)}.");
        var variables = names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
        return TemplateEvaluator.Evaluate(lambda.Arguments[^1], new LambdaScope(scope, variables));
    }
}
