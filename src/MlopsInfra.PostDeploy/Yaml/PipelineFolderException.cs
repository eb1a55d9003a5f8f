namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>A pipeline folder cannot be published as it is; carries every mistake found.</summary>
public sealed class PipelineFolderException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="errors">The mistakes; at least one.</param>
    /// <param name="warnings">What was warned about up to there; null for nothing.</param>
    public PipelineFolderException(IReadOnlyList<PipelineError> errors, IReadOnlyList<PipelineError>? warnings = null)
        : base(string.Join(Environment.NewLine, errors))
    {
        Errors = errors;
        Warnings = warnings ?? [];
    }

    /// <summary>There is no such folder, or no pipeline in it.</summary>
    /// <param name="message">What is wrong and what is expected.</param>
    public PipelineFolderException(string message)
        : base(message)
    {
        Errors = [];
    }

    /// <summary>Every mistake, in the order of files and lines; empty if the folder itself is the mistake.</summary>
    public IReadOnlyList<PipelineError> Errors { get; }

    /// <summary>What was warned about: a misspelt key may be the reason why another is missing.</summary>
    public IReadOnlyList<PipelineError> Warnings { get; } = [];
}
