using System.Collections.Frozen;
using System.Globalization;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>
/// The sizes of virtual machines that there are, and those that have been. Both are data, which README.md beside them tells how
/// to renew, and read when first asked for.
/// </summary>
internal static class VmSizes
{
    private const string Prefix = "Standard_";
    private const int FarthestTypo = 3;

    private static readonly Lazy<FrozenDictionary<string, VmSize>> Sizes = new(ReadSizes);
    private static readonly Lazy<FrozenDictionary<string, (DateOnly Day, string Series)>> Retirements = new(ReadRetirements);

    /// <summary>Those that can be had at a time, in order of name.</summary>
    public static IEnumerable<VmSize> At(DateTimeOffset now) => Sizes.Value.Values.Where(size => !IsRetired(size.Name, now))
        .OrderBy(size => size.Name, StringComparer.Ordinal);

    /// <summary>A size by its name, in any case; null if there is none, or none any more.</summary>
    public static VmSize? Find(string name) => Sizes.Value.GetValueOrDefault(name);

    /// <summary>Whether there was such a size that Azure takes no more machines of.</summary>
    public static bool IsRetired(string name, DateTimeOffset now) =>
        Retirements.Value.TryGetValue(name, out var end) && DateOnly.FromDateTime(now.UtcDateTime) > end.Day;

    /// <summary>Why no machine of this size can be made now; null if one can.</summary>
    public static VmSizeFault? FaultOf(string name, DateTimeOffset now)
    {
        if (IsRetired(name, now))
        {
            var (day, series) = Retirements.Value[name];
            return new VmSizeFault(true,
                $"The {series} was retired on {day.ToString("O", CultureInfo.InvariantCulture)}; choose a size of another "
                    + "series.");
        }

        if (Sizes.Value.ContainsKey(name) || Retirements.Value.ContainsKey(name)) return null;
        return new VmSizeFault(false, Suggest(name, now) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : "Azure has no size with a name like this.");
    }

    /// <summary>The size whose name is most like this one; null if none is alike.</summary>
    public static string? Suggest(string name, DateTimeOffset now)
    {
        if (Find(Prefix + name) is { } whole && !IsRetired(whole.Name, now)) return whole.Name;
        var word = name.ToUpperInvariant();
        var (nearest, distance) = At(now).Select(size => (size.Name, EditDistance.Between(word, size.Name.ToUpperInvariant())))
            .MinBy(pair => pair.Item2);
        return distance <= FarthestTypo ? nearest : null;
    }

    private static FrozenDictionary<string, VmSize> ReadSizes() => Lines("vm-sizes.tsv").Select(line => line.Split('\t'))
        .Select(word => new VmSize(word[0], word[1] == "-" ? null : word[1], (int)Number(word[2])!, (int)Number(word[3])!,
            Number(word[4]), (int?)Number(word[5])))
        .ToFrozenDictionary(size => size.Name, StringComparer.OrdinalIgnoreCase);

    private static FrozenDictionary<string, (DateOnly Day, string Series)> ReadRetirements() => Lines("vm-retirements.txt")
        .Select(line => line.Split(' '))
        .SelectMany(words => words[2..].Select(name =>
            (name, end: (DateOnly.ParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), words[1]))))
        .ToFrozenDictionary(pair => pair.name, pair => pair.end, StringComparer.OrdinalIgnoreCase);

    private static double? Number(string word) => word == "-" ? null : double.Parse(word, CultureInfo.InvariantCulture);

    private static string[] Lines(string file)
    {
        using var reader = new StreamReader(typeof(VmSizes).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
