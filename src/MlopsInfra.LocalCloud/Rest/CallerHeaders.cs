using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// How a client of the REST side says where it stands. All of them come from loopback, so the place can't be seen; in Azure it
/// can't be claimed.
/// </summary>
public static class CallerHeaders
{
    /// <summary>The header with the ARM id of the network, or the subnet, that the request comes from.</summary>
    public const string Network = "x-mlops-network";

    private const string Service = "x-mlops-service";

    /// <summary>Says where a request comes from. The internet needs no header.</summary>
    /// <param name="message">The request.</param>
    /// <param name="place">The place.</param>
    public static void Write(HttpRequestMessage message, CallerPlace place)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.Headers.Remove(Network);
        message.Headers.Remove(Service);
        if (place is CallerPlace.InNetwork network) message.Headers.Add(Network, network.SubnetId ?? network.NetworkId);
        if (place is CallerPlace.Service service) message.Headers.Add(Service, service.ResourceId);
    }

    /// <summary>Where a request says that it comes from; null if it says nothing.</summary>
    /// <exception cref="ArmException">What it says is no network.</exception>
    internal static CallerPlace? Read(HttpRequest request)
    {
        if (request.Headers[Service] is [{ Length: > 0 } service]) return new CallerPlace.Service(service);
        if (request.Headers[Network] is not [{ Length: > 0 } text]) return null;
        return InNetwork(text);
    }

    /// <summary>A place as a text.</summary>
    internal static string Text(CallerPlace place) => place switch
    {
        CallerPlace.InNetwork network => network.SubnetId ?? network.NetworkId,
        CallerPlace.Service service => $"{Service}:{service.ResourceId}",
        _ => "",
    };

    /// <summary>The place that a text of <see cref="Text"/> says.</summary>
    internal static CallerPlace Parse(string text) => text.Length == 0 ? CallerPlace.Outside
        : text.StartsWith($"{Service}:", StringComparison.Ordinal) ? new CallerPlace.Service(text[(Service.Length + 1)..])
        : InNetwork(text);

    /// <summary>A place as a segment of an address.</summary>
    internal static string Encode(CallerPlace place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Text(place)));

    /// <summary>The place that a segment of <see cref="Encode"/> says; null if it is none.</summary>
    internal static CallerPlace? Decode(string segment) =>
        Base64Url.IsValid(segment) ? Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(segment))) : null;

    private static CallerPlace.InNetwork InNetwork(string text)
    {
        if (!ResourceId.TryParse(text, out var id)) throw NoNetwork(text);
        return id.Type.ToString().ToLowerInvariant() switch
        {
            "microsoft.network/virtualnetworks" => new CallerPlace.InNetwork(id.Value),
            "microsoft.network/virtualnetworks/subnets" => new CallerPlace.InNetwork(id.Parent!.Value, id.Value),
            _ => throw NoNetwork(text),
        };
    }

    private static ArmException NoNetwork(string text) =>
        new(400, "InvalidHeaderValue",
            $"The header {Network} holds the ARM id of a virtual network or a subnet: '{text}' is none.", Network);
}
