using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>What an input has: a literal, or data at an address.</summary>
/// <param name="Literal">The literal; null for data.</param>
/// <param name="Uri">The address, as in <c>azureml://datastores/...</c>, or the id of an asset; null for a literal.</param>
/// <param name="Type">The type, as in <c>uri_folder</c>; null where nobody says.</param>
/// <param name="Mode">How it comes to the process, as in <c>Direct</c>; null for the default.</param>
internal sealed record JobValue(string? Literal, string? Uri, string? Type = null, string? Mode = null)
{
    /// <summary>Reads the inputs of a job, or of a call of a batch endpoint.</summary>
    /// <param name="inputs">Objects with <c>value</c> or <c>uri</c>, by name.</param>
    public static Dictionary<string, JobValue> Of(JsonObject? inputs)
    {
        var values = new Dictionary<string, JobValue>(StringComparer.Ordinal);
        foreach (var (name, input) in inputs ?? [])
        {
            var type = (JobInputs.Member(input, "jobInputType") ?? JobInputs.Member(input, "job_input_type")).AsText();
            var mode = JobInputs.Member(input, "mode").AsText();
            if (JobInputs.Member(input, "uri").AsText() is { Length: > 0 } uri)
                values[name] = new JobValue(null, uri, type, mode);
            else if (JobInputs.Member(input, "value") is { } value)
                values[name] = new JobValue(value.AsText() ?? value.ToJsonString(), null, type, mode);
        }

        return values;
    }

    /// <summary>Adds the defaults of inputs that nobody gives.</summary>
    /// <param name="given">What is given.</param>
    /// <param name="ports">The inputs that a component declares.</param>
    public static Dictionary<string, JobValue> WithDefaults(IReadOnlyDictionary<string, JobValue> given, JsonObject? ports)
    {
        var values = new Dictionary<string, JobValue>(given, StringComparer.Ordinal);
        foreach (var (name, port) in ports ?? [])
        {
            if (values.TryGetValue(name, out var value))
                values[name] = value with { Type = port.Member("type").AsText() ?? value.Type };
            else if (port?["default"] is { } standard)
                values[name] = new JobValue(standard.AsText() ?? standard.ToJsonString(), null, port["type"].AsText());
        }

        return values;
    }
}
