using Pulumi;

namespace MlopsInfra.Stacks;

/// <summary>
/// The stack's configuration is wrong. A <see cref="RunException"/>: Pulumi shows the message alone, without a stack trace.
/// </summary>
public sealed class ConfigurationException : RunException
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="errors">Every mistake.</param>
    public ConfigurationException(string stack, IReadOnlyList<ConfigurationError> errors)
        : base(Describe(stack, errors))
    {
        Errors = errors;
    }

    /// <summary>Every mistake.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }

    private static string Describe(string stack, IReadOnlyList<ConfigurationError> errors) =>
        $"Pulumi.{stack}.yaml has {errors.Count} configuration error{(errors.Count == 1 ? "" : "s")}:\n"
        + string.Join('\n', errors.Select(error => $"  - {error}"));
}
