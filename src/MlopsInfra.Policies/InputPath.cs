using System.Text.Json;

namespace MlopsInfra.Policies;

/// <summary>
/// Finds values by a path of wire names, as in <c>subnets[*].networkSecurityGroup.id</c>; <c>[*]</c> is every element of a list.
/// </summary>
internal static class InputPath
{
    private const string EveryElement = "[*]";

    /// <summary>The values at the path; where something on the way is missing, one missing value that names the place.</summary>
    public static IReadOnlyList<InputValue> Find(JsonElement inputs, string path)
    {
        IReadOnlyList<InputValue> found = [new("", inputs)];
        foreach (var step in path.Split('.')) found = [.. found.SelectMany(value => Step(value, step))];
        return found;
    }

    private static IEnumerable<InputValue> Step(InputValue parent, string step)
    {
        var elements = step.EndsWith(EveryElement, StringComparison.Ordinal);
        var next = Property(parent, elements ? step[..^EveryElement.Length] : step);
        if (!elements) return [next];
        if (next.IsMissing || next.IsUnknown || next.Value is not { ValueKind: JsonValueKind.Array } list) return [next];
        return list.EnumerateArray().Select((item, index) => new InputValue($"{next.Path}[{index}]", InputValue.Unwrapped(item)));
    }

    private static InputValue Property(InputValue parent, string name)
    {
        var path = parent.Path.Length == 0 ? name : $"{parent.Path}.{name}";
        // What lies below an unknown value is unknown.
        if (parent.IsUnknown) return parent with { Path = path };
        return parent.Value is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var value)
            ? new InputValue(path, InputValue.Unwrapped(value))
            : new InputValue(path, null);
    }
}
