using System.CommandLine;
using System.CommandLine.Parsing;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Publishing;

/// <summary><c>--pipeline PATH</c>, <c>--entry FILE</c> and <c>--compute OLD=NEW</c>: what to publish.</summary>
internal sealed class PipelineOptions
{
    private readonly Option<string?> _pipeline = new("--pipeline")
    {
        HelpName = "PATH",
        Description = "What to publish: a YAML file with all it refers to, or a folder with all that lies in it. "
            + "Default: pipelines/training beside Pulumi.yaml.",
    };

    private readonly Option<string[]> _entries = new("--entry")
    {
        HelpName = "FILE",
        Description = "A file of the folder to publish instead of all that lies in it; names are still looked up in the whole "
            + "folder. Repeatable.",
    };

    private readonly Option<string[]> _computes = new("--compute")
    {
        HelpName = "OLD=NEW",
        Description = "The environment's compute NEW stands for OLD wherever the files name it. Repeatable.",
    };

    /// <summary>Makes the options.</summary>
    public PipelineOptions()
    {
        _computes.Validators.Add(Check);
    }

    /// <summary>The options, for a command to list.</summary>
    public Option[] All => [_pipeline, _entries, _computes];

    /// <summary>What was said.</summary>
    /// <param name="parsed">The command line.</param>
    public PublishedPipeline Read(ParseResult parsed) => new(parsed.GetValue(_pipeline), new PipelineFolderOptions
    {
        Entries = parsed.GetValue(_entries) ?? [],
        Computes = (parsed.GetValue(_computes) ?? []).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0],
            pair => pair[1]),
    });

    private static void Check(OptionResult result)
    {
        var pairs = result.Tokens.Select(token => token.Value).ToArray();
        foreach (var pair in pairs)
        {
            if (pair.Split('=') is not [{ Length: > 0 }, { Length: > 0 }])
                result.AddError($"--compute '{pair}' is no pair of names; expected OLD=NEW, as in gpu-cluster=cpu-cluster.");
        }

        foreach (var old in pairs.GroupBy(pair => pair.Split('=')[0]).Where(group => group.Count() > 1))
            result.AddError($"--compute maps '{old.Key}' {old.Count()} times.");
    }
}
