namespace SdkGenerator.Tests;

/// <summary>The public type names of the official packages (sdks/schemas/names).</summary>
internal static class TypeNames
{
    /// <summary>All of a package, each with its namespace.</summary>
    public static ILookup<string, string> Official(string package)
    {
        var space = "";
        var names = new List<(string Namespace, string Name)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "schemas", "names", $"{package}.txt")))
        {
            if (line.StartsWith(' ')) names.Add((space, line.Trim()));
            else if (!line.StartsWith('#')) space = line;
        }

        return names.ToLookup(entry => entry.Namespace, entry => entry.Name, StringComparer.OrdinalIgnoreCase);
    }
}
