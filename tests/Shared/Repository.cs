namespace MlopsInfra.Testing;

/// <summary>The clone that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
            if (File.Exists(Path.Combine(current, "MlopsInfra.slnx"))) return current;
        throw new InvalidOperationException($"MlopsInfra.slnx was not found above {folder}.");
    }
}
