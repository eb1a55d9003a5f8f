using MlopsInfra.PostDeploy.Code;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>Turns what the Azure SDK throws into an error that names the operation, the resource and Azure's own words.</summary>
internal static class ArmFailure
{
    /// <summary>Whether an exception is Azure's answer, or the lack of one; see <see cref="ArmError.IsAzure"/>.</summary>
    public static bool IsAzure(Exception e, CancellationToken cancellationToken) => ArmError.IsAzure(e, cancellationToken);

    public static PublishException Of(Exception e, string operation, string resourceId)
    {
        var cause = e is AggregateException aggregate ? aggregate.InnerExceptions[^1] : e;
        if (cause is SnapshotException)
            return new PublishException(operation, resourceId, 0, "FileNotReadable", cause.Message, e);
        var error = ArmError.Of(e);
        return new PublishException(operation, resourceId, error.Status, error.Code, error.Message, e);
    }
}
