using Grpc.Core;

namespace MlopsInfra.ProviderPlugin;

/// <summary>
/// A word between the local engine and a host that the protocol has no field for: an earlier creation was cut off, so what is
/// found under the id is to be taken over. Pulumi's engine never says it.
/// </summary>
internal static class MayExist
{
    private const string Header = "mlops-may-exist";

    /// <summary>What goes along with a creation.</summary>
    public static Metadata? Headers(bool mayExist) => mayExist ? new Metadata { { Header, "true" } } : null;

    /// <summary>Whether it was said.</summary>
    public static bool IsSaid(ServerCallContext context) => context.RequestHeaders.GetValue(Header) == "true";
}
