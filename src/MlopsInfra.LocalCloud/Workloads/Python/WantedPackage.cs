using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Workloads.Python;

/// <summary>A package that an environment asks for.</summary>
/// <param name="Name">Its normalized name (PEP 503), or <see cref="Python"/>.</param>
/// <param name="Versions">Which versions it may have, as in <c>==2.2.3</c> or <c>&gt;=1.0,&lt;2</c>; empty for any.</param>
internal sealed partial record WantedPackage(string Name, string Versions)
{
    /// <summary>The name of the interpreter itself among the packages of a conda file.</summary>
    public const string Python = "python";

    /// <summary>Reads a requirement of pip, as in <c>scikit-learn[all]==1.5.2 ; python_version &gt; "3.8"</c>.</summary>
    /// <returns>Null for what names no package: options, paths, addresses.</returns>
    public static WantedPackage? OfPip(string requirement) =>
        Pip().Match(requirement) is { Success: true } match ? Of(match) : null;

    /// <summary>Reads a package of conda, as in <c>numpy=1.26</c> or <c>conda-forge::pandas&gt;=2</c>.</summary>
    /// <returns>Null for what names no package.</returns>
    public static WantedPackage? OfConda(string specification)
    {
        if (Conda().Match(specification) is not { Success: true } match) return null;
        var package = Of(match);
        // A single equals sign takes every version that begins so: 'numpy=1.26' takes 1.26.4.
        return SingleEquals().Match(package.Versions) is { Success: true } fuzzy
            ? package with { Versions = $"=={fuzzy.Groups["version"].Value.TrimEnd('.', '*')}.*" } : package;
    }

    /// <summary>Whether a version is one that is asked for; what can't be compared counts as one.</summary>
    /// <param name="found">The version.</param>
    public bool Takes(string found) => Versions.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .All(clause => Clause().Match(clause.Trim()) is not { Success: true } match
            || PackageVersion.Fits(found, match.Groups["operator"].Value, match.Groups["version"].Value));

    private static WantedPackage Of(Match match) => new(
        Separators().Replace(match.Groups["name"].Value, "-").ToLowerInvariant(),
        Spaces().Replace(match.Groups["versions"].Value, ""));

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*\(?"
        + @"(?<versions>([=<>!~]=?=?\s*[^;#()@\s,]+(\s*,\s*)?)*)\)?\s*(;.*|#.*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Pip();

    [GeneratedRegex(@"^\s*(?:[\w./-]+::)?(?<name>[A-Za-z0-9_][A-Za-z0-9._-]*)\s*"
        + @"(?<versions>(?:[=<>!~]=?\s*[^\s=,]+\s*,?\s*)*)(?:=[^\s]+)?\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Conda();

    [GeneratedRegex(@"^=(?<version>[^=].*)$")]
    private static partial Regex SingleEquals();

    [GeneratedRegex(@"^(?<operator>===|==|>=|<=|~=|!=|<|>)\s*(?<version>.+)$")]
    private static partial Regex Clause();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
