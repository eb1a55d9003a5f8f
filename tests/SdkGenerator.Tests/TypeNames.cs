namespace SdkGenerator.Tests;

/// <summary>The public type names of the official packages (sdks/schemas/names).</summary>
internal static class TypeNames
{
    /// <summary>The first line of a package's list, which says of which version it is.</summary>
    public static string Header(string package) => Lines(package).First();

    /// <summary>All of a package, each with its namespace.</summary>
    public static ILookup<string, string> Official(string package)
    {
        var space = "";
        var names = new List<(string Namespace, string Name)>();
        foreach (var line in Lines(package))
        {
            if (line.StartsWith(' ')) names.Add((space, line.Trim()));
            else if (!line.StartsWith('#')) space = line;
        }

        return names.ToLookup(entry => entry.Namespace, entry => entry.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Lines(string package) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "schemas", "names", $"{package}.txt"));
}
