using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>ArmErrors of the control plane as the engine takes them.</summary>
internal static class ProviderErrors
{
    /// <summary>The same refusal; details go into the message.</summary>
    public static ProviderException From(ArmException exception)
    {
        var message = exception.Details.Count == 0
            ? exception.Message
            : $"{exception.Message} Details: "
                + $"{string.Join(" ", exception.Details.Select(detail => $"[{detail.Code}] {detail.Message}"))}";
        return new ProviderException(exception.Code, message, exception.Target, exception.Status);
    }
}
