using Pulumi;
using Pulumi.AzureNative.ApplicationInsights;

namespace MlopsInfra.Components;

/// <summary>
/// One page in the portal: scoring traffic, latency, failures, availability, drift and pipeline runs of an environment.
/// </summary>
public sealed class OperationsWorkbook : MlopsComponent
{
    /// <summary>Declares the workbook.</summary>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public OperationsWorkbook(string name, OperationsWorkbookArgs args, ComponentResourceOptions? options = null)
        : base(nameof(OperationsWorkbook), name, args, options)
    {
        var content = WorkbookContent.For(args.HasContainer, args.HasCluster);
        var workbook = Declare(
            $"{name}-workbook",
            new WorkbookArgs
            {
                ResourceName = args.WorkbookName,
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
                Kind = WorkbookSharedTypeKind.Shared,
                Category = "workbook",
                DisplayName = args.DisplayName,
                SourceId = args.LogAnalyticsId,
                SerializedData = args.LogAnalyticsId.Apply(content.ToJson),
                Version = "Notebook/1.0",
            },
            (n, a, o) => new Workbook(n, a, o));
        WorkbookId = workbook.Id;
        RegisterOutputs();
    }

    /// <summary>ARM id of the workbook.</summary>
    [Output("workbookId")]
    public Output<string> WorkbookId { get; private set; }
}
