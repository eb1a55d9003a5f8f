using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Cli.Local;

/// <summary>
/// Previews the program against what <c>pulumi stack export</c> printed of a stack in Azure, without credentials.
/// </summary>
internal static class ExportPreview
{
    private static readonly string[] Gaps =
    [
        "what was changed in Azure since the export was made: it is taken for the truth",
        "what Azure would refuse besides wrong inputs: quota, policies, names that are taken, missing rights",
        "what only Azure gives, of resources that are created or replaced: ids, addresses, keys. They are unknown, and so is "
            + "what is made of them",
    ];

    /// <summary>Previews, and says what such a preview can't know. Nothing is written.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="file">The export.</param>
    /// <param name="observer">Sees it happen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeploymentException">The file is missing, no export, or that of another stack.</exception>
    public static async Task<(DeploymentResult Preview, IReadOnlyList<PlanFinding> Findings)> RunAsync(
        LocalStack stack, string assembly, string file, IDeploymentObserver observer, CancellationToken cancellationToken)
    {
        var resources = await StateExport.ReadAsync(file, cancellationToken);
        // An empty cloud, kept in memory: what is known of Azure is what the export says.
        await using var cloud = EmbeddedCloud.Open(null,
            ExportedDirectory.Of(resources, new LocalCloudOptions { RepositoryFolder = stack.Project.Directory }));
        var options = new EngineOptions { BaselineStateFile = file, CloudIsOutOfReach = true };
        // Here real values are compared, so the program needs the real secrets.
        var real = LocalStack.Open(stack.Project.Directory, stack.Name, stack.StateDirectory, decrypt: true);
        var result = await real.PreviewAsync(new DotnetProgram(assembly), cloud, observer, options, cancellationToken);
        observer.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info, $"Compared with {file}. This preview can't know"));
        foreach (var gap in Gaps.Concat(NotCompared(result)))
            observer.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info, $"- {gap}"));
        return (result, PlanFindings.Of(cloud, result));
    }

    private static IEnumerable<string> NotCompared(DeploymentResult result) =>
        from step in result.Steps
        from property in step.NotCompared
        select $"whether {property.Path} of {step.Type} {step.Name} changes: it can't be compared, as "
            + $"{UncomparedText.Of(property.Reason)}";
}
