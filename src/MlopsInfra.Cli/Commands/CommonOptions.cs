using System.CommandLine;

namespace MlopsInfra.Cli.Commands;

/// <summary>The options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>The stack.</summary>
    public static Argument<string> Stack() => new("STACK") { Description = "The stack, as in Pulumi.STACK.yaml." };

    /// <summary>The project's folder.</summary>
    public static Option<string?> Project() => new("--project")
    {
        HelpName = "DIR",
        Description = "The folder of Pulumi.yaml. Default: the current folder or the nearest above it.",
    };

    /// <summary>The folder of the local state.</summary>
    public static Option<string?> Store() => new("--store")
    {
        HelpName = "DIR",
        Description = "Where the local state and the local cloud are kept. Default: .mlops beside Pulumi.yaml.",
    };

    /// <summary>The pipeline's folder.</summary>
    public static Option<string?> Pipeline() => new("--pipeline")
    {
        HelpName = "DIR",
        Description = "The folder of the pipeline's YAML files. Default: pipelines/training beside Pulumi.yaml.",
    };

    /// <summary>JSON output.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document instead of text." };

    /// <summary>Stack traces.</summary>
    public static Option<bool> Verbose() => new("--verbose") { Description = "Show where an error comes from." };
}
