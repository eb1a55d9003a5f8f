using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// Resources whose creation is a run: of an ARM template, of a build. Nothing runs here, and one that were only written down
/// would look as if it had run.
/// </summary>
internal class RunByAzureResource(ResourceType type) : AzureResource(type)
{
    public override void CheckPut(PutContext put) => throw new ArmException(
        501,
        "NotImplemented",
        $"Creating '{put.Id.Name}' runs it in Azure, and the local cloud does not run a '{put.Id.Type}'. Leave it out of a local "
            + "deployment.",
        put.Id.Value);
}
