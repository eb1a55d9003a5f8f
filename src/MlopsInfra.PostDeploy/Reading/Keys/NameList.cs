namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>The names that there are, as an error says them.</summary>
internal static class NameList
{
    public static string Of(IEnumerable<string> names)
    {
        var text = string.Join(", ", names);
        return text.Length == 0 ? "none" : text;
    }
}
