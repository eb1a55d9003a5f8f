using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>How many receivers of each kind an action group may have ("Azure Monitor service limits", action groups).</summary>
internal static class ReceiverLimits
{
    private const int LongestAddress = 64;

    private static readonly (string Receivers, int Most)[] Limits =
    [
        ("emailReceivers", 1000), ("armRoleReceivers", 10), ("automationRunbookReceivers", 10), ("azureAppPushReceivers", 10),
        ("eventHubReceivers", 10), ("itsmReceivers", 10), ("logicAppReceivers", 10), ("smsReceivers", 10), ("voiceReceivers", 10),
        ("webhookReceivers", 10),
    ];

    /// <summary>Refuses more than there may be.</summary>
    public static void Check(PutContext put)
    {
        foreach (var (receivers, most) in Limits)
        {
            var path = $"properties.{receivers}";
            if (put.Body.At(path) is JsonArray all && all.Count > most)
                throw Bad($"An action group may have up to {most} {receivers}, not {all.Count}.", path);
        }

        foreach (var (path, address) in put.Body.Texts("properties.emailReceivers[].emailAddress"))
        {
            if (!address.Contains('@', StringComparison.Ordinal)) throw Bad($"'{address}' is no e-mail address.", path);
            if (address.Length > LongestAddress)
                throw Bad($"The e-mail address '{address}' has more than {LongestAddress} characters.", path);
        }
    }

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
