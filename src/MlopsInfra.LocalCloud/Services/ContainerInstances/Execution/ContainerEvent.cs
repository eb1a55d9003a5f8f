using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>Something that happened to a container.</summary>
/// <param name="Name">What, as in <c>Pulled</c>.</param>
/// <param name="Message">In words.</param>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Count">How often.</param>
/// <param name="First">When first.</param>
/// <param name="Last">When last.</param>
internal sealed record ContainerEvent(string Name, string Message, string Type, int Count, DateTimeOffset First,
    DateTimeOffset Last)
{
    /// <summary>As Resource Manager shows it.</summary>
    public JsonObject ToJson() => new()
    {
        ["count"] = Count,
        ["firstTimestamp"] = ContainerState.Time(First),
        ["lastTimestamp"] = ContainerState.Time(Last),
        ["name"] = Name,
        ["message"] = Message,
        ["type"] = Type,
    };
}
