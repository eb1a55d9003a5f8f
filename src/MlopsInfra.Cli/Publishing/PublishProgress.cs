using MlopsInfra.Cli.Output;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Publishing;

/// <summary>Tells the user of what takes its time while publishing: waiting for rights, pruning.</summary>
/// <param name="output">Is told.</param>
internal sealed class PublishProgress(IRunOutput output) : IProgress<PublishEvent>
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void Report(PublishEvent value)
    {
        if (value.Stage is not (PublishStage.Waiting or PublishStage.Pruned)) return;
        var what = value.Stage == PublishStage.Pruned ? "pruned" : "waiting for";
        var detail = value.Detail is null ? "" : $": {value.Detail}";
        lock (_lock)
            output.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Info,
                $"{what} {value.Kind.Word()} {value.Name}{detail}"));
    }
}
