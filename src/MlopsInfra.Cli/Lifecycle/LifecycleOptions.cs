using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>The options of every command of a model's way.</summary>
internal sealed class LifecycleOptions
{
    private readonly StackOptions _stack = new();
    private readonly bool _acts;
    private readonly Option<bool> _local;

    private readonly Option<bool> _fromNetwork = FromNetworkOption.Create();
    private readonly Option<string?> _outputs = new("--outputs")
    {
        HelpName = "FILE",
        Description = "The stack's outputs as JSON, - for standard input. Default: what 'pulumi stack output --json' prints; "
            + "with --local, what 'mlops local up' left.",
    };

    private readonly Option<string?> _summary = new("--summary")
    {
        HelpName = "FILE",
        Description = "Write a summary in Markdown. Default: in a CI system, where that shows it.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be done." };

    /// <summary>Makes the options.</summary>
    /// <param name="acts">Whether the command changes anything.</param>
    public LifecycleOptions(bool acts)
    {
        _acts = acts;
        _local = new Option<bool>("--local")
        {
            Description = acts
                ? "Work on the local cloud, where jobs, images and scoring run as processes of this machine. A stack that is not "
                    + "up there is brought up first."
                : "Ask the local cloud.",
        };
    }

    /// <summary>Makes a command that takes them, after options of its own.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does, in one sentence.</param>
    /// <param name="own">The options that only it has.</param>
    public Command CreateCommand(string name, string description, params Option[] own)
    {
        var command = _stack.CreateCommand(name, description,
            [.. own, _local, _fromNetwork, _outputs, _summary, .. _acts ? (Option[])[_dryRun] : []]);
        FromNetworkOption.RequireLocal(command, _fromNetwork, _local);
        return command;
    }

    /// <summary>What was said.</summary>
    /// <param name="parsed">The command line.</param>
    public LifecycleSettings Read(ParseResult parsed) => new(_stack.Read(parsed))
    {
        Local = parsed.GetValue(_local),
        FromNetwork = parsed.GetValue(_fromNetwork),
        DryRun = _acts && parsed.GetValue(_dryRun),
        Outputs = parsed.GetValue(_outputs),
        Summary = parsed.GetValue(_summary),
    };
}
