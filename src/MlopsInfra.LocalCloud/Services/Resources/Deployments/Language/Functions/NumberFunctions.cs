using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions of whole numbers. Source: "Numeric functions for ARM templates".</summary>
internal static class NumberFunctions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("add", 2, 2, arguments => Checked(arguments, (one, other) => checked(one + other))),
        new("div", 2, 2, arguments => Checked(arguments, (one, other) => checked(one / other))),
        new("float", 1, 1, arguments => arguments[0]?.GetValueKind() == JsonValueKind.Number ? arguments[0]!.GetValue<double>()
            : double.TryParse(Text(arguments[0]), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
            ? number : throw new TemplateException($"'{Text(arguments[0])}' is no number.")),
        new("int", 1, 1, arguments => TypeOf(arguments[0]) == "Integer" ? Integer(arguments[0])
            : long.TryParse(Text(arguments[0]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new TemplateException($"'{Text(arguments[0])}' is no whole number.")),
        new("max", 1, int.MaxValue, arguments => Numbers(arguments).Max()),
        new("min", 1, int.MaxValue, arguments => Numbers(arguments).Min()),
        new("mod", 2, 2, arguments => Checked(arguments, (one, other) => other == -1 ? 0 : one % other)),
        new("mul", 2, 2, arguments => Checked(arguments, (one, other) => checked(one * other))),
        new("sub", 2, 2, arguments => Checked(arguments, (one, other) => checked(one - other))),
    ];

    private static long Checked(IReadOnlyList<JsonNode?> arguments, Func<long, long, long> apply)
    {
        try
        {
            return apply(Integer(arguments[0]), Integer(arguments[1]));
        }
        catch (ArithmeticException exception)
        {
            throw new TemplateException(
                exception is DivideByZeroException ? "Nothing can be divided by zero." : "The result is too large.");
        }
    }

    private static List<long> Numbers(IReadOnlyList<JsonNode?> arguments)
    {
        var numbers = arguments is [JsonArray items] ? [.. items.Select(Integer)] : arguments.Select(Integer).ToList();
        return numbers.Count > 0 ? numbers : throw new TemplateException("There is no number.");
    }
}
