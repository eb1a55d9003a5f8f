using System.Globalization;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>The <c>$filter</c> of a registry's runs: comparisons and <c>contains</c>, joined by <c>and</c>.</summary>
internal static partial class RunFilter
{
    /// <summary>What a filter lets through.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="text">The filter; null lets everything through.</param>
    /// <exception cref="ArmException">It can't be read.</exception>
    public static Func<ImageRun, bool> Parse(RegistryRef registry, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return _ => true;
        List<Func<ImageRun, bool>> all = [.. And().Split(text.Trim()).Select(part => Term(registry, part, text))];
        return run => all.TrueForAll(each => each(run));
    }

    private static Func<ImageRun, bool> Term(RegistryRef registry, string term, string filter)
    {
        if (Contains().Match(term) is { Success: true } contains)
        {
            var (wanted, name) = (contains.Groups["value"].Value, contains.Groups["name"].Value);
            return run => Values(registry, run, name, filter)
                .Any(value => value.Contains(wanted, StringComparison.OrdinalIgnoreCase));
        }

        if (Comparison().Match(term) is not { Success: true } match) throw Invalid(filter);
        var (left, right) = (match.Groups["name"].Value, match.Groups["value"].Value.Trim('\''));
        return match.Groups["operator"].Value.ToLowerInvariant() switch
        {
            "eq" => run => Values(registry, run, left, filter).Contains(right, StringComparer.OrdinalIgnoreCase),
            "ne" => run => !Values(registry, run, left, filter).Contains(right, StringComparer.OrdinalIgnoreCase),
            var other => run => Compare(run, left, other, right, filter),
        };
    }

    private static bool Compare(ImageRun run, string name, string comparison, string value, string filter)
    {
        var time = name.ToUpperInvariant() switch
        {
            "CREATETIME" => run.Created,
            "FINISHTIME" => run.Finished,
            _ => throw Invalid(filter),
        };
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            throw Invalid(filter);
        return comparison switch
        {
            "ge" => time >= moment,
            "gt" => time > moment,
            "le" => time <= moment,
            _ => time < moment,
        };
    }

    private static IReadOnlyList<string> Values(RegistryRef registry, ImageRun run, string name, string filter) =>
        name.ToUpperInvariant() switch
        {
            "RUNID" => [run.Id],
            "RUNTYPE" => ["QuickBuild"],
            "STATUS" => [run.Status],
            "OUTPUTIMAGEMANIFESTS" => [.. run.Images.SelectMany(image => (string[])
                [$"{image.Repository}@{image.Digest}", $"{registry.LoginServer}/{image.Repository}@{image.Digest}"])],
            "TASKNAME" or "AGENTPOOLNAME" or "ISARCHIVEENABLED" => [],
            _ => throw Invalid(filter),
        };

    private static ArmException Invalid(string filter) =>
        new(400, "InvalidQueryParameterValue", $"The value '{filter}' of query parameter '$filter' is invalid.", "$filter");

    [GeneratedRegex(@"\s+and\s+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex And();

    [GeneratedRegex(@"^\s*\(?\s*contains\(\s*(?<name>\w+)\s*,\s*'(?<value>[^']*)'\s*\)\s*\)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Contains();

    [GeneratedRegex(@"^\s*\(?\s*(?<name>\w+)\s+(?<operator>eq|ne|ge|gt|le|lt)\s+(?<value>'[^']*'|[^\s')]+)\s*\)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Comparison();
}
