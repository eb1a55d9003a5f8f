using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>
/// What a monitor of a model says of itself, in the form of the stable API or of the preview that Microsoft's client uses: its
/// signals, what they compare, and from what on they are a reason to worry. Members and metrics of a variant are the schema's.
/// Nothing is computed.
/// </summary>
internal static class MonitorDefinition
{
    // The last three are known to previews of the API only.
    private static readonly string[] Types =
    [
        "DataDrift", "DataQuality", "PredictionDrift", "FeatureAttributionDrift", "Custom", "ModelPerformance",
        "GenerationSafetyQuality", "GenerationTokenStatistics",
    ];

    /// <summary>Checks a <c>monitorDefinition</c>.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="workspace">The workspace, which has the data that it names.</param>
    public static void Check(JsonObject definition, WorkspaceAssets workspace)
    {
        if (definition["signals"] is not JsonObject signals)
            throw Invalid("The field 'action.monitorDefinition.signals' is required.");
        foreach (var (name, value) in signals)
        {
            var type = Types.FirstOrDefault(each => Is(each, (value as JsonObject)?["signalType"].AsText()))
                ?? throw Invalid($"The signalType of signal '{name}' is none of {string.Join(", ", Types)}.");
            var signal = (JsonObject)value!;
            if (type is not ("DataDrift" or "DataQuality" or "PredictionDrift")) continue;
            CheckData(signal, name, "productionData", workspace);
            CheckData(signal, name, "referenceData", workspace);
            CheckThresholds(signal, name);
        }
    }

    private static void CheckData(JsonObject signal, string name, string side, WorkspaceAssets workspace)
    {
        if (signal[side] is not JsonObject data) throw Invalid($"The field '{side}' of signal '{name}' is required.");
        switch (data["inputDataType"].AsText()?.ToUpperInvariant())
        {
            // The preview calls it trailing.
            case "ROLLING" or "TRAILING":
                CheckDuration(data, name, side, "windowSize");
                CheckDuration(data, name, side, "windowOffset");
                break;
            case "STATIC" or "FIXED":
                break;
            default:
                throw Invalid($"The inputDataType '{data["inputDataType"].AsText()}' of the {side} of signal '{name}' is none of "
                    + "Rolling, Static, Fixed.");
        }

        JobInputs.Check(new JsonObject { [$"{name}.{side}"] = data.DeepClone() }, null, workspace);
    }

    private static void CheckDuration(JsonObject data, string name, string side, string field)
    {
        try
        {
            if (data[field].AsText() is { } text && XmlConvert.ToTimeSpan(text) >= TimeSpan.Zero) return;
        }
        catch (FormatException)
        {
            // It is told below.
        }

        throw Invalid($"The {field} '{data[field].AsText()}' of the {side} of signal '{name}' is no duration, such as P1D.");
    }

    private static void CheckThresholds(JsonObject signal, string name)
    {
        if (signal["metricThresholds"] is not JsonArray { Count: > 0 } thresholds)
            throw Invalid($"The field 'metricThresholds' of signal '{name}' is required, with one threshold at least.");
        foreach (var threshold in thresholds)
        {
            var kind = (threshold as JsonObject)?["dataType"].AsText();
            if (!Is("Numerical", kind) && !Is("Categorical", kind))
                throw Invalid($"The dataType '{kind}' of a threshold of signal '{name}' is none of Numerical, Categorical.");
        }
    }

    // Requests of the preview write camelCase.
    private static bool Is(string name, string? text) => name.Equals(text, StringComparison.OrdinalIgnoreCase);
}
