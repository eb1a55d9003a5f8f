using System.CommandLine;
using System.CommandLine.Parsing;
using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Cli.Registering;

/// <summary><c>mlops model register STACK</c>.</summary>
internal sealed class ModelRegisterCommand
{
    private readonly LifecycleOptions _options = new(acts: true);
    private readonly Option<string> _name = new("--name")
    {
        HelpName = "NAME", Description = "Name of the model.", Required = true,
    };

    private readonly Option<string?> _job = new("--job")
    {
        HelpName = "JOB", Description = "The job that made it, which has ended well.",
    };

    private readonly Option<string?> _output = new("--output")
    {
        HelpName = "OUTPUT", Description = "The job's output that holds its files. Default: model.",
    };

    private readonly Option<string?> _path = new("--path")
    {
        HelpName = "PATH", Description = "Its files, in place of a job: a file or a folder here, which is uploaded.",
    };

    private readonly Option<string[]> _higher = new("--metric-max")
    {
        HelpName = "METRIC", Description = "Register it only if it is above the newest version in this metric. Repeatable.",
    };

    private readonly Option<string[]> _lower = new("--metric-min")
    {
        HelpName = "METRIC", Description = "Register it only if it is below the newest version in this metric. Repeatable.",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Register it whatever its metrics are." };
    private readonly PairsOption _tags = new("--tag", "A tag of the version.");
    private readonly PairsOption _properties = new("--property", "A property of the version, which can't be changed afterwards.");

    private readonly Option<string?> _description = new("--description")
    {
        HelpName = "TEXT", Description = "What it is, in words.",
    };

    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var own = new ModelRegisterCommand();
        var command = own._options.CreateCommand("register",
            "Register the model of a job, or files of this machine, as a version of a model.",
            own._name, own._job, own._output, own._path, own._higher, own._lower, own._force, own._tags.Option,
            own._properties.Option, own._description);
        command.Validators.Add(own.Check);
        command.SetAction((parsed, cancellationToken) => ModelRegisterRun.ExecuteAsync(own.Read(parsed), cancellationToken));
        return command;
    }

    private ModelRegisterSettings Read(ParseResult parsed) => new(
        _options.Read(parsed),
        new ModelCandidate(parsed.GetRequiredValue(_name), parsed.GetValue(_job) ?? "", parsed.GetValue(_output) ?? "model")
        {
            Higher = parsed.GetValue(_higher) ?? [],
            Lower = parsed.GetValue(_lower) ?? [],
            IsForced = parsed.GetValue(_force),
            Tags = _tags.Read(parsed).ToDictionary(),
            Properties = _properties.Read(parsed).ToDictionary(),
            Description = parsed.GetValue(_description),
        },
        parsed.GetValue(_path));

    private void Check(CommandResult result)
    {
        var (job, path) = (result.GetValue(_job), result.GetValue(_path));
        if (string.IsNullOrEmpty(job) == string.IsNullOrEmpty(path))
            result.AddError("Either --job JOB or --path PATH says where the model is.");
        if (string.IsNullOrEmpty(path)) return;
        foreach (var option in (ReadOnlySpan<Option>)[_output, _higher, _lower, _force])
        {
            if (result.GetResult(option) is { Implicit: false })
                result.AddError($"{option.Name} is about a job: files of this machine have neither outputs nor metrics.");
        }
    }
}
