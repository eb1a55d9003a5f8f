using MlopsInfra.LocalCloud;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Cli.Local;

/// <summary>Previews the program against what <c>pulumi stack export</c> printed of a stack in Azure, without credentials.</summary>
internal static class ExportPreview
{
    private static readonly string[] Gaps =
    [
        "what was changed in Azure since the export was made: it is taken for the truth",
        "what Azure would refuse besides wrong inputs: quota, policies, names that are taken, missing rights",
        "what only Azure gives, of resources that are created or replaced: ids, addresses, keys. They are unknown, and so is what is made of them",
        "secrets of the export, unless their passphrase is in PULUMI_CONFIG_PASSPHRASE: they are taken for unchanged",
    ];

    /// <summary>Previews, and says what such a preview can't know. Nothing is written.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="file">The export.</param>
    /// <param name="observer">Sees it happen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeploymentException">The file is missing, no export, or that of another stack.</exception>
    public static async Task<DeploymentResult> RunAsync(LocalStack stack, string assembly, string file, IDeploymentObserver observer, CancellationToken cancellationToken)
    {
        var resources = await StateExport.ReadAsync(file, cancellationToken);
        // An empty cloud, kept in memory: what is known of Azure is what the export says.
        await using var cloud = EmbeddedCloud.Open(null, ExportedDirectory.Of(resources, new LocalCloudOptions { RepositoryFolder = stack.Project.Directory }));
        var options = new DeploymentOptions { BaselineStateFile = file, CloudIsOutOfReach = true };
        var result = await stack.PreviewAsync(new DotnetProgram(assembly), cloud, observer, options, cancellationToken);
        observer.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info, $"Compared with {file}. This preview can't know"));
        foreach (var gap in Gaps) observer.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info, $"- {gap}"));
        return result;
    }
}
