namespace MlopsInfra.Cli.Reports;

/// <summary>What was found, and what settles it.</summary>
/// <param name="Items">Every pending operation.</param>
/// <param name="Command">The command that settles them, word by word; empty if there is nothing to settle.</param>
/// <param name="HasRun">Whether it has been run.</param>
internal sealed record RepairReport(IReadOnlyList<RepairItem> Items, IReadOnlyList<string> Command, bool HasRun)
{
    /// <summary>The creations of which nobody knows whether they came to their end.</summary>
    public IEnumerable<RepairItem> Open => Items.Where(item => item.State == RepairState.Unknown);

    /// <summary>The command as a shell takes it.</summary>
    public string CommandLine => string.Join(' ', Command.Select(Quoted));

    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or '@')
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
