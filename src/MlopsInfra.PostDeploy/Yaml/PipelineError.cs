namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>One mistake in a file of the pipeline folder, or something in it that is worth a warning.</summary>
/// <param name="Location">Where.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record PipelineError(SourceLocation Location, string Message)
{
    /// <summary>As compilers write it: <c>components/train.yml(12,5): ...</c>.</summary>
    public override string ToString() => $"{Location}: {Message}";
}
