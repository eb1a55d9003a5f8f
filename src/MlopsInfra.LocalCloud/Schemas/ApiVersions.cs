using System.Collections.Frozen;
using System.Globalization;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// The API versions that Azure knows of a type. The list is data, made from Microsoft's types, and read when it is first asked
/// for.
/// </summary>
internal static class ApiVersions
{
    private const string File = "api-versions.txt";

    private static readonly Lazy<FrozenDictionary<string, string[]>> Listed = new(Read);

    /// <summary>
    /// The versions of a type, newest first, and the stable one first where a preview has the same date. The version of the
    /// package schema is one of them in any case.
    /// </summary>
    public static IReadOnlyList<string> For(ResourceSchema schema)
    {
        var listed = Of(schema.ArmType);
        return schema.ApiVersion.Length == 0 || listed.Contains(schema.ApiVersion, StringComparer.OrdinalIgnoreCase)
            ? listed : Sorted(listed.Append(schema.ApiVersion));
    }

    /// <summary>The versions in the list; empty for a type that it does not have.</summary>
    public static IReadOnlyList<string> Of(string type) => Listed.Value.GetValueOrDefault(type, []);

    /// <summary>
    /// Whether a version is taken: one of those, or a later one than all of them, since clients are newer than any list.
    /// </summary>
    /// <param name="versions">The known versions, newest first.</param>
    /// <param name="version">The version of a request.</param>
    public static bool Include(IReadOnlyList<string> versions, string version) =>
        versions.Contains(version, StringComparer.OrdinalIgnoreCase)
        || (versions.Count > 0 && Date(version) is { } asked && Date(versions[0]) is { } newest && asked > newest);

    /// <summary>Versions in the order of the list.</summary>
    public static string[] Sorted(IEnumerable<string> versions) =>
        [.. versions.OrderByDescending(version => version[..10], StringComparer.Ordinal).ThenBy(version => version.Length)];

    private static DateOnly? Date(string version) => version.Length >= 10 && DateOnly.TryParseExact(
        version.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static FrozenDictionary<string, string[]> Read()
    {
        using var reader = new StreamReader(typeof(ApiVersions).Assembly.GetManifestResourceStream(File)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToFrozenDictionary(words => words[0], words => words[1..], StringComparer.OrdinalIgnoreCase);
    }
}
