using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Rest.Contract;

/// <summary>
/// Which statuses Azure answers of each PUT, PATCH and DELETE of each type. It is data, made from Microsoft's own clients
/// (<c>build/statuses</c>), and read when it is first asked for.
/// </summary>
internal static class StatusTable
{
    private const string File = "statuses.txt";

    private static readonly Lazy<FrozenDictionary<string, Statuses>> Rows = new(Read);

    /// <summary>The statuses of an operation; any for a type that the table lacks.</summary>
    /// <param name="type">The type.</param>
    /// <param name="method">The HTTP method.</param>
    public static Statuses Of(ResourceType type, string method) =>
        Rows.Value.GetValueOrDefault($"{type} {method}", Statuses.Any);

    // A row is a type, a method, and statuses; those with a plus have the resource in their answer.
    private static FrozenDictionary<string, Statuses> Read()
    {
        using var reader = new StreamReader(typeof(StatusTable).Assembly.GetManifestResourceStream(File)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToFrozenDictionary(words => $"{words[0]} {words[1]}", words => new Statuses(
                [.. words[2..].Select(Status)],
                [.. words[2..].Where(word => word.EndsWith('+')).Select(Status)]), StringComparer.OrdinalIgnoreCase);
    }

    private static int Status(string word) => int.Parse(word.TrimEnd('+'), CultureInfo.InvariantCulture);
}
