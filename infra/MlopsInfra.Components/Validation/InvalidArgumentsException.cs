using Pulumi;

namespace MlopsInfra.Components;

/// <summary>
/// A component was given arguments that Azure would refuse. Thrown before the component declares any resource.
/// It is a <see cref="RunException"/>, so that Pulumi shows the message alone, without a stack trace.
/// </summary>
public sealed class InvalidArgumentsException : RunException
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="component">What was given the arguments, as in <c>MlStorage 'data'</c>.</param>
    /// <param name="problems">Every mistake.</param>
    public InvalidArgumentsException(string component, IReadOnlyList<Problem> problems)
        : base(Describe(component, problems))
    {
        Problems = problems;
    }

    /// <summary>Every mistake.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    private static string Describe(string component, IReadOnlyList<Problem> problems) =>
        $"{component}: {problems.Count} invalid argument{(problems.Count == 1 ? "" : "s")}\n"
        + string.Join('\n', problems.Select(problem => $"  - {problem}"));
}
