using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// The times that a log alert may be given. Azure's sentences stand in Azure/azure-powershell 17796 and 22583 and Azure/azure-cli
/// 26581; the values of frequency and window are those that Terraform's provider takes.
/// </summary>
internal static class LogAlertTiming
{
    private const string Mute = "properties.muteActionsDuration";

    private static readonly int[] Frequencies = [1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440];
    private static readonly int[] Windows = [.. Frequencies, 2880];
    private static readonly int[] Mutes = [.. Windows.Skip(1)];

    /// <summary>Refuses other times, and times that don't go together.</summary>
    public static void Check(PutContext put)
    {
        CheckValue(put, AlertTiming.Frequency, "EvaluationFrequency", Frequencies);
        CheckValue(put, AlertTiming.Window, "WindowSize", Windows);
        CheckValue(put, Mute, "MuteActionsDuration", Mutes);
        if (AlertTiming.Period(put, Mute) is not { } mute) return;
        if (AlertTiming.Period(put, AlertTiming.Frequency) > mute)
            throw Invalid("EvaluationFrequency cannot be greater than MuteActionsDuration", Mute);
        // Its code is not published: it is refused with those beside it.
        if (put.Body.Flag("properties.autoMitigate") == true)
            throw Invalid("Auto mitigation must be disabled when action suppression is set", "properties.autoMitigate");
    }

    private static void CheckValue(PutContext put, string path, string name, int[] supported)
    {
        if (AlertTiming.Period(put, path) is { } period && !supported.Contains((int)period.TotalMinutes))
            throw Invalid(
                $"{name} of {period.TotalMinutes} minutes is not supported. Supported values are: "
                    + string.Join(", ", supported), path);
    }

    private static ArmException Invalid(string message, string target) => new(400, "InvalidRequestContent",
        $"The request content was invalid and could not be deserialized: '{message}'", target);
}
