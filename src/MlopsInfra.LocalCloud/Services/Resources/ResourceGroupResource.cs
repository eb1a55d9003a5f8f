using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>Resource groups.</summary>
internal sealed class ResourceGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Resources/resourceGroups";

    /// <summary>The events of groups and subscriptions: those of the resources in them.</summary>
    public static readonly string[] Events =
    [
        "ResourceActionCancel", "ResourceActionFailure", "ResourceActionSuccess", "ResourceDeleteCancel", "ResourceDeleteFailure",
        "ResourceDeleteSuccess", "ResourceWriteCancel", "ResourceWriteFailure", "ResourceWriteSuccess",
    ];

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } =
        new(@"[\p{L}\p{N}._()\-]*[\p{L}\p{N}_()\-]", 1, 90, "InvalidResourceGroup",
            "The provided resource group name '{0}' is invalid. The name can be up to 90 characters of letters, digits, '-', "
                + "'.', '(', ')' or '_' and must not end with a period.");

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(3);

    /// <inheritdoc/>
    public override bool HasDiagnosticSettings => false;

    /// <inheritdoc/>
    public override EventSource? EventSource { get; init; } = new("Microsoft.Resources.ResourceGroups", Events);

    /// <summary>Only its deletion is long-running.</summary>
    public override LongRunningStyle? LongRunningDelete { get; } = new("operationresults", null, true);

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.provisioningState", "Succeeded");
}
