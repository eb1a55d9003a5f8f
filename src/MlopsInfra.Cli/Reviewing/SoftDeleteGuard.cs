using MlopsInfra.LocalCloud;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>Keeps an update from beginning that soft delete would stop half-way.</summary>
internal static class SoftDeleteGuard
{
    /// <summary>The option that takes it away.</summary>
    public const string Option = "--allow-soft-delete-conflict";

    /// <summary>Previews the update, and refuses it if a name that it deletes would not be free for what takes its place.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="providers">The cloud that it is on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">It would stop half-way.</exception>
    public static async Task CheckAsync(LocalStack stack, string assembly, IProviderSource providers, CancellationToken cancellationToken)
    {
        using var rules = EmbeddedCloud.Open(directory: null);
        var resources = await stack.ReadResourcesAsync(cancellationToken);
        if (!resources.Any(resource => rules.SoftDeleteConflictOf(resource.Type, resource.Inputs, resource.Inputs) is not null)) return;
        var preview = await stack.PreviewAsync(new DotnetProgram(assembly), providers, null, null, cancellationToken);
        // What else is wrong the update itself will say.
        if (!preview.Succeeded) return;
        var findings = await PlanFindings.OfAsync(stack, assembly, preview, cancellationToken);
        var conflicts = findings.Where(finding => finding.Kind == PlanFindingKind.NameStaysTaken).ToList();
        if (conflicts.Count == 0) return;
        throw new CliException(
            ExitCode.Usage, "NameStaysTaken", $"The update of {stack.Name} would stop half-way, so it was not begun. {Option} begins it all the same.", stack.Name)
        {
            Details = [.. conflicts.Select(conflict => new ErrorDetail("NameStaysTaken", conflict.Text, conflict.Urn))],
        };
    }
}
