using MlopsInfra.LocalCloud;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Cli.Rehearsing;

/// <summary>What Azure will not do of a plan, by the rules of the local cloud.</summary>
internal static class PlanFindings
{
    /// <summary>The findings of a preview, worst first.</summary>
    /// <param name="cloud">A local cloud; what is in it is not looked at.</param>
    /// <param name="preview">The preview.</param>
    public static IReadOnlyList<PlanFinding> Of(EmbeddedCloud cloud, DeploymentResult preview) =>
        [.. preview.Steps.SelectMany(step => Of(cloud, step, null)).OrderBy(finding => finding.Kind)];

    /// <summary>
    /// The same for a stack on the local cloud: names that the preview does not know are those of the program when it is brought
    /// up.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="preview">The preview.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<PlanFinding>> OfAsync(
        LocalStack stack, string assembly, DeploymentResult preview, CancellationToken cancellationToken)
    {
        if (!preview.Steps.Any(MayHaveFindings)) return [];
        // Asked are rules only: what is in the stack's own cloud does not matter, nor in which process that is.
        using var cloud = EmbeddedCloud.Open(directory: null);
        return await OfAsync(cloud, stack, assembly, preview, cancellationToken);
    }

    /// <summary>The same with a local cloud at hand.</summary>
    /// <param name="cloud">A local cloud; what is in it is not looked at.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="preview">The preview.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<PlanFinding>> OfAsync(
        EmbeddedCloud cloud, LocalStack stack, string assembly, DeploymentResult preview, CancellationToken cancellationToken)
    {
        var findings = Of(cloud, preview);
        if (!preview.Succeeded || findings.All(finding => finding.Kind != PlanFindingKind.NameStaysTaken)) return findings;
        await using var rehearsal = await Rehearsal.RunAsync(stack, assembly, null, cancellationToken);
        return [.. preview.Steps.SelectMany(step => Of(cloud, step, rehearsal.Snapshot.Find(step.Urn)?.Inputs))
            .OrderBy(finding => finding.Kind)];
    }

    /// <summary>The findings of one step.</summary>
    /// <param name="cloud">A local cloud.</param>
    /// <param name="step">The step.</param>
    /// <param name="inputsAfter">The new inputs with all values known; null: as the preview knows them.</param>
    public static IEnumerable<PlanFinding> Of(EmbeddedCloud cloud, ResourceStep step, PropertyMap? inputsAfter)
    {
        if (step is not { IsCustom: true, OldInputs: { } old, NewInputs: { } now }) return [];
        return step.Operation switch
        {
            StepOperation.Replace => ValuesOfOthers.LostBy(step).Concat(Conflict(cloud, step, old, inputsAfter ?? now)),
            StepOperation.Update => ValuesOfOthers.LostBy(step).Concat(Refusals(cloud, step, old, now)),
            _ => [],
        };
    }

    /// <summary>
    /// Whether the step is of those that Azure may be against: what is created, kept or deleted has no findings.
    /// </summary>
    private static bool MayHaveFindings(ResourceStep step) =>
        step is { IsCustom: true, Operation: StepOperation.Replace or StepOperation.Update };

    private static IEnumerable<PlanFinding> Conflict(EmbeddedCloud cloud, ResourceStep step, PropertyMap old, PropertyMap now)
    {
        if (!step.DeletesFirst || cloud.SoftDeleteConflictOf(step.Type, old, now) is not { } conflict) yield break;
        var stops = conflict.IsCertain
            ? "The new one wants the same name, so the update will stop there, with what it deleted before gone"
            : "If the new one wants the same name, the update will stop there, with what it deleted before gone";
        var wayOut = conflict.CanPurge
            ? $", or go in two steps: destroy, 'mlops purge {Stack(step.Urn)}', update"
            : " (purge protection allows nothing else)";
        yield return new PlanFinding(PlanFindingKind.NameStaysTaken, step.Urn, step.Type, null,
            $"{ChangeWords.Capital(Names.OfType(step.Type))} {conflict.Name} will be soft-deleted, and its name stays taken for "
                + $"{conflict.Days} days. {stops}. Give it another name{wayOut}.");
    }

    private static IEnumerable<PlanFinding> Refusals(EmbeddedCloud cloud, ResourceStep step, PropertyMap old, PropertyMap now)
    {
        foreach (var refusal in cloud.UpdateRefusalsOf(step.Type, old, now)
            .Where(refusal => step.Changes.Any(change => change.Path == refusal.Path)))
        {
            var (kind, what) = refusal.Kind switch
            {
                UpdateRefusalKind.Ignored => (PlanFindingKind.UpdateIgnored, "Azure will ignore this change"),
                UpdateRefusalKind.RefusedIfChanged => (PlanFindingKind.UpdateRefusedIfChanged,
                    $"Azure will refuse the update if the value is another one ({refusal.Code})"),
                _ => (PlanFindingKind.UpdateRefused, $"Azure will refuse the update ({refusal.Code})"),
            };
            yield return new PlanFinding(kind, step.Urn, step.Type, refusal.Path,
                $"{refusal.Path} of {Names.OfType(step.Type)} {step.Name}: {what}. {refusal.Reason}");
        }
    }

    private static string Stack(string urn) => urn.Split(':')[2];
}
