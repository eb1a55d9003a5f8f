using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>Resource groups.</summary>
internal sealed class ResourceGroupResource : TypeRules
{
    public override IReadOnlyList<string> Types { get; } = ["Microsoft.Resources/resourceGroups"];

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.provisioningState", "Succeeded");
}
