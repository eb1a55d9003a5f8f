using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>An option that takes names with values, as in <c>--tag team=pumps</c>; repeatable.</summary>
internal sealed class PairsOption
{
    private readonly Option<string[]> _option;

    /// <summary>Makes it.</summary>
    /// <param name="name">Its name, as in <c>--tag</c>.</param>
    /// <param name="description">What it means.</param>
    public PairsOption(string name, string description)
    {
        _option = new Option<string[]>(name) { HelpName = "NAME=VALUE", Description = $"{description} Repeatable." };
        _option.Validators.Add(Check);
    }

    /// <summary>The option, for a command to list.</summary>
    public Option Option => _option;

    /// <summary>What was said, in order.</summary>
    /// <param name="parsed">The command line.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Read(ParseResult parsed) =>
        [.. (parsed.GetValue(_option) ?? []).Select(pair => pair.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts[1]))];

    private void Check(OptionResult result)
    {
        var pairs = result.Tokens.Select(token => token.Value).ToArray();
        foreach (var pair in pairs.Where(pair => pair.IndexOf('=', StringComparison.Ordinal) < 1))
            result.AddError($"{_option.Name} '{pair}' is no name with a value; expected NAME=VALUE.");
        foreach (var name in pairs.CountBy(pair => pair.Split('=')[0]).Where(group => group.Value > 1))
            result.AddError($"{_option.Name} names '{name.Key}' {name.Value} times.");
    }
}
