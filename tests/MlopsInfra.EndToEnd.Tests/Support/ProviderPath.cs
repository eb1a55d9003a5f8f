namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>The part of a resource's id that follows <c>/providers/</c>.</summary>
internal static class ProviderPath
{
    /// <summary>
    /// Puts together a type, such as <c>Microsoft.X/parents/children</c>, and the names of parents and children.
    /// </summary>
    public static string Of(string type, IReadOnlyList<string> names)
    {
        var types = type.Split('/');
        Assert.Equal(types.Length - 1, names.Count);
        return $"{types[0]}/{string.Join('/', types.Skip(1).Zip(names, (segment, name) => $"{segment}/{name}"))}";
    }
}
