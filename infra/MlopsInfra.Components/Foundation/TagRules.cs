namespace MlopsInfra.Components;

/// <summary>Azure's limits on tags ("Use tags to organize your Azure resources").</summary>
internal static class TagRules
{
    private const int MaxTags = 50;

    // 512 in general, 128 on storage accounts: the same tags go to all resources.
    private const int MaxNameLength = 128;
    private const int MaxValueLength = 256;
    private const string RefusedInNames = "<>%&\\?/";

    public static void Check(Problems problems, string argument, IReadOnlyDictionary<string, string> tags)
    {
        problems.Require(tags.Count <= MaxTags, argument, $"{tags.Count} tags", $"a resource takes at most {MaxTags}.");
        foreach (var (name, value) in tags)
        {
            problems.Require(
                name.Length is > 0 and <= MaxNameLength && !name.Any(RefusedInNames.Contains), $"{argument}.{name}", name,
                $"a tag's name has 1 to {MaxNameLength} characters, none of {RefusedInNames}.");
            problems.Require(
                value.Length <= MaxValueLength, $"{argument}.{name}", value,
                $"a tag's value has at most {MaxValueLength} characters.");
        }
    }
}
