using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Policies;

/// <summary>The error of a preview that Azure's policies would refuse.</summary>
internal static class PolicyRefusal
{
    /// <summary>Makes it, with a detail for each policy.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="refused">The policies.</param>
    public static CliException Of(string stack, IReadOnlyList<PolicyVerdict> refused) => new(
        ExitCode.Failed, "RequestDisallowedByPolicy",
        $"Azure would refuse what {stack} declares: {refused.Count} {(refused.Count == 1 ? "policy is" : "policies are")} in the "
            + "way. Mend it, or ask for the exemptions named above.", stack)
    {
        Details = [.. refused.Select(verdict => new ErrorDetail("RequestDisallowedByPolicy", PolicyText.Refusal(verdict),
            verdict.Policy.Definition.Id))],
    };
}
