using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>Resource groups.</summary>
internal sealed class ResourceGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Resources/resourceGroups";

    /// <summary>Only its deletion is long-running.</summary>
    public override LongRunningStyle? LongRunningDelete { get; } = new("operationresults", null, true);

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.provisioningState", "Succeeded");
}
