using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>How the service of storage says that there is no container or share.</summary>
internal sealed class ContainerBehavior : RestBehavior
{
    /// <inheritdoc/>
    public override bool Covers(ResourceType type) =>
        type == BlobContainerResource.TypeName || type == FileShareResource.TypeName;

    /// <inheritdoc/>
    public override ArmException? NotFound(ResourceId id) => id.Type == BlobContainerResource.TypeName
        ? new(404, "ContainerNotFound", "The specified container does not exist.")
        : new(404, "ShareNotFound", "The specified share does not exist.");
}
