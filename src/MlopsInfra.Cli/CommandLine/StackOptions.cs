using System.CommandLine;

namespace MlopsInfra.Cli.CommandLine;

/// <summary>The argument and the options of every command about a stack.</summary>
internal sealed class StackOptions
{
    private readonly Argument<string> _stack = new("STACK") { Description = "The stack, as in Pulumi.STACK.yaml." };

    private readonly Option<string?> _project = new("--project")
    {
        HelpName = "DIR",
        Description = "The folder of Pulumi.yaml. Default: the current folder or the nearest above it.",
    };

    private readonly Option<string?> _store = new("--store")
    {
        HelpName = "DIR",
        Description = "Where the local state and the local cloud are kept. Default: .mlops beside Pulumi.yaml.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document instead of text." };

    private readonly Option<bool> _verbose =
        new("--verbose") { Description = "Tell more: counts of requests, and of an error where it comes from." };

    /// <summary>Makes a command that takes them, after options of its own.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does, in one sentence.</param>
    /// <param name="own">The options that only it has.</param>
    public Command CreateCommand(string name, string description, params Option[] own)
    {
        var command = new Command(name, description) { _stack };
        foreach (var option in own) command.Add(option);
        foreach (var option in (ReadOnlySpan<Option>)[_project, _store, _json, _verbose]) command.Add(option);
        // No stack begins with a dash: it is an option that there is not, in the place where the stack is expected.
        _stack.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var word }] && word.StartsWith('-'))
                result.AddError(UsageErrors.Unknown(word, command));
        });
        return command;
    }

    /// <summary>What was said.</summary>
    /// <param name="parsed">The command line.</param>
    public StackSettings Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_stack), parsed.GetValue(_project), parsed.GetValue(_store), parsed.GetValue(_json),
        parsed.GetValue(_verbose));
}
