using System.CommandLine;
using System.CommandLine.Parsing;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.CommandLine;

/// <summary>What is wrong with a command line, in words that help to mend it.</summary>
internal static class UsageErrors
{
    private const string Code = "Usage";

    // Two letters wrong, and not most of a short word: more is another word.
    private const int FarthestTypo = 2;

    /// <summary>All of it as one error.</summary>
    /// <param name="parsed">A command line with errors.</param>
    public static CliException Of(ParseResult parsed)
    {
        var help = $"Say '{NameOf(parsed.CommandResult)} --help' for the usage.";
        var errors = Messages(parsed);
        return errors is [var only]
            ? new CliException(ExitCode.Usage, Code, $"{only} {help}")
            : new CliException(ExitCode.Usage, Code, $"{errors.Count} mistakes on the command line. {help}")
            {
                Details = [.. errors.Select(error => new ErrorDetail(Code, error, null))],
            };
    }

    private static List<string> Messages(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens;
        // Behind a command that there is not, everything is unknown: the first word explains the rest.
        if (command.Subcommands.Count > 0)
        {
            var name = NameOf(parsed.CommandResult);
            return unknown.Count > 0
                ? [$"There is no '{name} {unknown[0]}'{Suggestion(unknown[0], Names(command))}"]
                : [$"'{name}' needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."];
        }

        var known = parsed.Errors
            .Where(error => !unknown.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)))
            .Select(error => Message(error, command));
        return [.. known, .. unknown.Select(token => Unknown(token, command))];
    }

    /// <summary>What to say about a word that a command does not know.</summary>
    /// <param name="word">The word.</param>
    /// <param name="command">The command.</param>
    public static string Unknown(string word, Command command) =>
        word.StartsWith('-')
            ? $"There is no option '{word}'{Suggestion(word, Names(command))}" : $"'{word}' is one word too many.";

    // The parser's own words for these are about its arguments and symbols.
    private static string Message(ParseError error, Command command) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument: var argument } => $"{argument.Name} is missing.",
        OptionResult { Tokens.Count: 0, Option: { HelpName: { } value } option } =>
            $"{option.Name} needs a value: {option.Name} {value}.",
        CommandResult
            when command.Arguments is [var argument] && error.Message.Contains($"'{argument.Name}'", StringComparison.Ordinal) =>
            $"{argument.Name} is missing.",
        _ => error.Message,
    };

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name));

    private static string Suggestion(string word, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => EditDistance.Between(word, name));
        return nearest is not null && EditDistance.Between(word, nearest) <= Math.Min(FarthestTypo, word.Length / 2)
            ? $". Did you mean '{nearest}'?" : ".";
    }

    private static string NameOf(SymbolResult? result)
    {
        var names = new Stack<string>();
        for (var command = result as CommandResult; command is not null; command = command.Parent as CommandResult)
            names.Push(command.Command is RootCommand ? "mlops" : command.Command.Name);
        return string.Join(' ', names);
    }
}
