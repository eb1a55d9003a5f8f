using System.Text.Json;

namespace MlopsInfra.Pipelines.Tests.Python;

/// <summary>Versions that were installed together.</summary>
/// <param name="Name">What the set is for.</param>
/// <param name="Pins">Version by package.</param>
internal sealed record TriedSet(string Name, IReadOnlyDictionary<string, string> Pins)
{
    private const string File = "tests/MlopsInfra.Pipelines.Tests/Python/pins.json";

    /// <summary>The sets of <c>pins.json</c>; Python itself belongs to each.</summary>
    public static IReadOnlyList<TriedSet> All()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(Repository.At(File)));
        var python = KeyValuePair.Create("python", json.RootElement.GetProperty("python").GetString()!);
        return [.. json.RootElement.GetProperty("sets").EnumerateArray()
            .Select(set => new TriedSet(set.GetProperty("name").GetString()!, Pinned(set).Append(python).ToDictionary()))];
    }

    /// <summary>Versions that are known not to go together, each with the reason.</summary>
    public static IReadOnlyList<(IReadOnlyDictionary<string, string> Pins, string Reason)> Conflicts()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(Repository.At(File)));
        return
        [
            .. json.RootElement.GetProperty("conflicts").EnumerateArray()
                .Select(conflict => ((IReadOnlyDictionary<string, string>)Pinned(conflict).ToDictionary(),
                    conflict.GetProperty("reason").GetString()!)),
        ];
    }

    /// <summary>Whether all of these pins are in the set.</summary>
    public bool Has(IEnumerable<KeyValuePair<string, string>> pins) =>
        pins.All(pin => Pins.TryGetValue(pin.Key, out var version) && version == pin.Value);

    /// <summary>What is wrong with the pins of a file; null for nothing.</summary>
    public static string? Verdict(IReadOnlyList<KeyValuePair<string, string>> pins)
    {
        var sets = All();
        if (sets.Any(set => set.Has(pins))) return null;
        var conflict = Conflicts().FirstOrDefault(conflict => conflict.Pins.All(pins.Contains));
        if (conflict.Reason is { } reason) return reason;
        var unknown = pins.Where(pin => !sets.Any(set => set.Has([pin]))).Select(pin => $"{pin.Key}=={pin.Value}").ToList();
        return unknown.Count > 0
            ? $"{string.Join(", ", unknown)} was not tried (docs/python-packages.md says how)."
            : "Each of these was tried, but not all of them together.";
    }

    private static List<KeyValuePair<string, string>> Pinned(JsonElement owner) =>
        [.. owner.GetProperty("pins").EnumerateObject().Select(pin => KeyValuePair.Create(pin.Name, pin.Value.GetString()!))];
}
