namespace MlopsInfra.Torture.Fuzzing;

/// <summary>A number from a name and numbers that is the same in every process.</summary>
internal static class StableHash
{
    private const ulong Prime = 1099511628211;

    public static int Of(string name, int seed, long number)
    {
        var hash = 14695981039346656037;
        foreach (var character in name) hash = (hash ^ character) * Prime;
        hash = (hash ^ (uint)seed) * Prime;
        hash = (hash ^ (ulong)number) * Prime;
        hash ^= hash >> 32;
        return (int)(hash * Prime >> 32);
    }
}
