using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Sweeps;

/// <summary>The trials of a sweep: what each of them gives to the inputs that are searched.</summary>
internal static class Trials
{
    /// <summary>Chooses them.</summary>
    /// <param name="space">The search space.</param>
    /// <param name="isGrid">Whether all combinations are tried, and not some by chance.</param>
    /// <param name="atMost">How many there may be.</param>
    /// <param name="seed">Where chance begins, so that a sweep can be repeated.</param>
    /// <exception cref="JobException">The space can't be searched so.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(JsonObject space, bool isGrid, int atMost, int seed)
    {
        SearchRange[] ranges = [.. space.Where(pair => pair.Value is JsonObject)
            .Select(pair => new SearchRange(pair.Key, pair.Value!.AsObject()))];
        return isGrid ? [.. Grid(ranges).Take(atMost)] : ByChance(ranges, atMost, new Random(seed));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Grid(SearchRange[] ranges)
    {
        IEnumerable<IReadOnlyDictionary<string, string>> combinations = [new Dictionary<string, string>()];
        foreach (var range in ranges)
        {
            var values = range.Values ?? throw JobException.User(
                $"A grid needs a choice of values; the input '{range.Name}' has a continuum of them.");
            combinations = combinations.SelectMany(one => values.Select(IReadOnlyDictionary<string, string> (value) =>
                new Dictionary<string, string>(one) { [range.Name] = value }));
        }

        return combinations;
    }

    private static List<IReadOnlyDictionary<string, string>> ByChance(SearchRange[] ranges, int count, Random random)
    {
        var trials = new List<IReadOnlyDictionary<string, string>>();
        for (var trial = 0; trial < count; trial++)
            trials.Add(ranges.ToDictionary(range => range.Name, range => range.Draw(random)));
        return trials;
    }
}
