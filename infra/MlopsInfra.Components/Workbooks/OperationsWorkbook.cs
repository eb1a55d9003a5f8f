using Pulumi;
using Pulumi.AzureNative.ApplicationInsights;

namespace MlopsInfra.Components;

/// <summary>
/// One page in the portal: scoring traffic, latency, failures, availability, drift and pipeline runs of an environment.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var workbook = new OperationsWorkbook("pumps-operations", new OperationsWorkbookArgs
/// {
///     Placement = placement,
///     WorkbookName = NameBasedGuid.ForWorkbook("pumps-dev").ToString(),
///     DisplayName = "Pumps dev",
///     LogAnalyticsId = monitoring.LogAnalyticsId,
///     HasCluster = true,
/// });
/// ]]></code>
/// </example>
public sealed class OperationsWorkbook : MlopsComponent
{
    /// <summary>Declares the workbook.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
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
