namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Every reader of the product.</summary>
internal static class AllReaders
{
    private static readonly Lazy<IReadOnlyList<FuzzedReader>> All = new(() =>
        [.. LanguageReaders.All, .. CloudLanguageReaders.All, .. ImageReaders.All, .. BodyReaders.All, .. SmallReaders.All,
            .. ConfigurationReaders.All, .. StateReaders.All, .. StoreReaders.All]);

    public static FuzzedReader Of(string name) => All.Value.First(reader => reader.Name == name);

    /// <summary>Those whose names begin with one of some words; all for none.</summary>
    public static IReadOnlyList<FuzzedReader> Named(string? words) => string.IsNullOrEmpty(words) ? All.Value
        : [.. All.Value.Where(reader => words.Split(',').Any(word => reader.Name.StartsWith(word, StringComparison.Ordinal)))];
}
