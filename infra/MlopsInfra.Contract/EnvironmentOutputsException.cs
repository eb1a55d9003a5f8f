namespace MlopsInfra.Contract;

/// <summary>A stack's outputs are not what the post-deploy step needs: every missing or wrong one, reported together.</summary>
public sealed class EnvironmentOutputsException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="source">Where the outputs came from, as in <c>outputs.json</c>.</param>
    /// <param name="errors">One sentence per output, each naming the output, its value and what is allowed.</param>
    public EnvironmentOutputsException(string source, IReadOnlyList<string> errors)
        : base($"{source}: {string.Join(Environment.NewLine, errors)}")
    {
        Errors = errors;
    }

    /// <summary>One sentence per output that is missing or wrong.</summary>
    public IReadOnlyList<string> Errors { get; }
}
