using MlopsInfra.Cli.Local;
using MlopsInfra.Cli.Policies;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review;
using MlopsInfra.Review.Html;
using MlopsInfra.Review.Markdown;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>A preview that is compared with a snapshot and written down for reviewers.</summary>
internal static class ReviewedPreview
{
    /// <summary>Previews, and writes the files that were asked for; none if the preview fails.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="files">What to compare with, and what to write.</param>
    /// <param name="observer">Sees the preview.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">The snapshot is of another stack, or the program does not come up.</exception>
    /// <exception cref="DeploymentException">The snapshot can't be read.</exception>
    public static async Task<ReviewedResult> RunAsync(
        LocalStack stack, string assembly, ReviewFiles files, IDeploymentObserver observer, CancellationToken cancellationToken)
    {
        var before = new StackSnapshot(stack.Name, files.Against is { } file
            ? await ReadAsync(file, stack.Name, cancellationToken)
            : await stack.ReadResourcesAsync(cancellationToken));
        var policies = files.AzurePolicies is { } given ? await PolicyFiles.ReadAsync(given, cancellationToken) : null;
        await using var rehearsal = await Rehearsal.RunAsync(stack, assembly, null, cancellationToken);
        var preview = files.Against is null
            ? await PreviewAsync(stack, assembly, observer, cancellationToken)
            : await PreviewAsync(stack, assembly, before, rehearsal.Cloud, observer, cancellationToken);
        var @base = await BaseAsync(files.Against, before, cancellationToken);
        var head = ComparedState.Program(await SourceCommits.FindAsync(stack.Project.Directory, cancellationToken));
        var reviewed = new ReviewedResult(preview, @base, head);
        if (files.Against is not null && preview.Steps.Sum(step => step.NotCompared.Length) is > 0 and var secrets)
            observer.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info,
                $"A snapshot holds no secrets: {secrets} can't be compared, and are taken for unchanged."));
        if (!preview.Succeeded) return reviewed;
        var review = StackReview.Of(before, preview.Steps, rehearsal.Snapshot, new LocalCloudFacts(rehearsal.Cloud), head, @base);
        reviewed = reviewed with { Findings = review.Findings,
            Policies = policies is null ? null : PolicyAssessment.Of(rehearsal, policies) };
        if (files.Markdown is { } markdown)
            await DocumentFile.WriteAsync(markdown, MarkdownReport.Write(review), cancellationToken);
        if (files.Html is { } html) await DocumentFile.WriteAsync(html, HtmlReport.Write(review), cancellationToken);
        await TemplateFiles.WriteAsync(rehearsal, files, cancellationToken);
        return reviewed;
    }

    private static async Task<ComparedState> BaseAsync(string? against, StackSnapshot before, CancellationToken cancellationToken)
    {
        if (against is null) return ComparedState.LocalStack;
        var commit = SourceCommits.FromNotes(await StateExport.ReadNotesAsync(against, cancellationToken));
        return commit is null && before.Resources.IsEmpty ? ComparedState.Nothing : ComparedState.Snapshot(commit);
    }

    private static async Task<DeploymentResult> PreviewAsync(
        LocalStack stack, string assembly, IDeploymentObserver observer, CancellationToken cancellationToken)
    {
        await using var cloud = LocalClouds.Look(stack);
        return await stack.PreviewAsync(new DotnetProgram(assembly), cloud, observer, null, cancellationToken);
    }

    // On the cloud of the rehearsal: functions that the program calls find the resources that they ask for.
    private static async Task<DeploymentResult> PreviewAsync(
        LocalStack stack, string assembly, StackSnapshot before, EmbeddedCloud cloud, IDeploymentObserver observer,
        CancellationToken cancellationToken)
    {
        // A protected resource stops a preview that would delete it. A review is to show it, with all the rest.
        var unprotected = before.Resources.Select(resource => resource with { Protect = false });
        using var baseline = new MemoryStream();
        StateExport.Write(baseline, unprotected);
        var options = new EngineOptions { BaselineState = baseline.ToArray() };
        return await stack.PreviewAsync(new DotnetProgram(assembly), cloud, observer, options, cancellationToken);
    }

    private static async Task<IEnumerable<ResourceRecord>> ReadAsync(string file, string stack,
        CancellationToken cancellationToken)
    {
        var resources = await StateExport.ReadAsync(file, cancellationToken);
        var stacks = resources.Select(resource => resource.Urn.Split(':') is ["urn", "pulumi", var name, ..] ? name : "");
        var other = stacks.FirstOrDefault(name => name != stack);
        return other is null
            ? resources
            : throw new CliException(
                ExitCode.Usage, "WrongSnapshot",
                $"--against {file} is of the stack '{other}', not of '{stack}'. Make one with 'mlops local snapshot {stack}'.",
                file);
    }
}
