namespace MlopsInfra.Components;

/// <summary>Azure DevOps' rules for names ("Naming restrictions and conventions").</summary>
internal static class AzureDevOpsNames
{
    private const int MaxLength = 64;
    private const string Refused = "\\/:*?\"<>|;#$,{}+=[]'@~&%^";

    public static void CheckName(Problems problems, string argument, string? name, string kind) => problems.Require(
        name is { Length: > 0 and <= MaxLength } && !name.Any(c => char.IsControl(c) || Refused.Contains(c))
            && name[0] is not ('_' or '.') && name[^1] != '.',
        argument, name,
        $"a {kind}'s name has 1 to {MaxLength} characters, none of {Refused}; it begins with no underscore or period and ends "
            + "with no period.");
}
