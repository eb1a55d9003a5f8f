using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>
/// Keeps an update from beginning that soft delete would stop half-way. What it will do only a preview tells, which takes as long
/// as the program does: an update that changes nothing is not made to wait for one.
/// </summary>
/// <param name="stack">The stack.</param>
/// <param name="assembly">The program.</param>
/// <param name="providers">The cloud that it is on.</param>
internal sealed class SoftDeleteGuard(LocalStack stack, string assembly, IProviderSource providers)
{
    /// <summary>The option that takes it away.</summary>
    public const string Option = "--allow-soft-delete-conflict";

    /// <summary>Why the update was not begun; null if nothing is against it.</summary>
    public CliException? Refusal { get; private set; }

    /// <summary>
    /// Previews the update before its first change, and refuses it if a name that it deletes would not be free for what takes its
    /// place.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeploymentException">It would stop half-way: <see cref="Refusal"/>.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var resources = await stack.ReadResourcesAsync(cancellationToken);
        if (resources.Count == 0) return;
        using var rules = EmbeddedCloud.Open(directory: null);
        if (!resources.Any(resource => rules.SoftDeleteConflictOf(resource.Type, resource.Inputs, resource.Inputs) is not null))
            return;
        var preview = await stack.PreviewAsync(new DotnetProgram(assembly), providers, null, null, cancellationToken);
        // What else is wrong the update itself will say.
        if (!preview.Succeeded) return;
        var findings = await PlanFindings.OfAsync(rules, stack, assembly, preview, cancellationToken);
        var conflicts = findings.Where(finding => finding.Kind == PlanFindingKind.NameStaysTaken).ToList();
        if (conflicts.Count == 0) return;
        Refusal = new CliException(
            ExitCode.Usage, "NameStaysTaken",
            $"The update of {stack.Name} would stop half-way, so it was not begun. {Option} begins it all the same.", stack.Name)
        {
            Details = [.. conflicts.Select(conflict => new ErrorDetail("NameStaysTaken", conflict.Text, conflict.Urn))],
        };
        throw new DeploymentException(DeploymentErrorCodes.NotBegun, Refusal.Message);
    }
}
