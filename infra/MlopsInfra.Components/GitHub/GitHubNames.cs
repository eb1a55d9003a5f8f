using System.Text.RegularExpressions;

namespace MlopsInfra.Components;

/// <summary>GitHub's rules for names.</summary>
internal static partial class GitHubNames
{
    private const int MaxEnvironmentLength = 255;

    // "Rate limits and other limits", as the API answers with 422: at most six people or teams review deployments to an
    // environment.
    public const int MaxReviewers = 6;

    public static void CheckOwner(Problems problems, string argument, string? owner) => problems.Require(
        owner is not null && OwnerName().IsMatch(owner), argument, owner,
        "the user or organization that the repository belongs to is needed: 1 to 39 letters, digits or single hyphens, none at "
            + "the ends.");

    public static void CheckRepository(Problems problems, string argument, string? repository) => problems.Require(
        repository is not null && RepositoryName().IsMatch(repository) && repository is not "." and not "..", argument,
        repository,
        "the repository's name without its owner is needed: 1 to 100 letters, digits, hyphens, underscores or periods.");

    public static void CheckEnvironment(Problems problems, string argument, string name) => problems.Require(
        name.Length is > 0 and <= MaxEnvironmentLength && !name.Any(c => char.IsControl(c) || c is ':' or '/' or '\\'), argument,
        name,
        // GitHub takes more, but the subject of a sign-in is made of parts between colons.
        $"an environment's name has 1 to {MaxEnvironmentLength} characters, no colons and no slashes.");

    public static void CheckSecret(Problems problems, string argument, string name) => Check(problems, argument, name, "secret");

    public static void CheckVariable(Problems problems, string argument, string name) =>
        Check(problems, argument, name, "variable");

    public static void CheckLabel(Problems problems, string argument, string? label) => problems.Require(
        label is null || (label.Length is > 0 and <= 256 && !label.Any(c => c == ',' || char.IsWhiteSpace(c))), argument, label,
        "a runner's label has 1 to 256 characters, no commas and no spaces.");

    private static void Check(Problems problems, string argument, string name, string kind) => problems.Require(
        VariableName().IsMatch(name) && !name.StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase), argument, name,
        $"a {kind}'s name has letters, digits and underscores, begins with no digit and not with GITHUB_.");

    [GeneratedRegex("^(?!.{40})[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    private static partial Regex OwnerName();

    [GeneratedRegex("^[A-Za-z0-9._-]{1,100}$")]
    private static partial Regex RepositoryName();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,254}$")]
    private static partial Regex VariableName();
}
