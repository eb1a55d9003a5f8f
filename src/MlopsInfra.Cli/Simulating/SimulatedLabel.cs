using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Cli.Simulating;

/// <summary>An outcome: what became of a row that was scored.</summary>
/// <param name="RequestId">Id of the request.</param>
/// <param name="Row">Which row of it, from 0 on.</param>
/// <param name="Time">When it became known (UTC).</param>
/// <param name="Name">Name of the label.</param>
/// <param name="Value">The outcome.</param>
internal sealed record SimulatedLabel(string RequestId, int Row, DateTimeOffset Time, string Name, double Value)
{
    /// <summary>The line, as the container of labels has it.</summary>
    public string ToLine() => new JsonObject
    {
        ["requestId"] = RequestId, ["row"] = Row,
        ["time"] = Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        [Name] = Value == Math.Floor(Value) ? (long)Value : Value,
    }.ToJsonString();

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="name">Name of the label.</param>
    /// <returns>Null where it is none, as behind a process that was killed.</returns>
    public static SimulatedLabel? Parse(string line, string name)
    {
        try
        {
            return StrictJson.Parse(line) is JsonObject json && json[name] is { } value ? new SimulatedLabel(
                (string)json["requestId"]!, (int)json["row"]!,
                DateTimeOffset.Parse((string)json["time"]!, CultureInfo.InvariantCulture), name, (double)value) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException
            or NullReferenceException or ArgumentNullException)
        {
            return null;
        }
    }
}
