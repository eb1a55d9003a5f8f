using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>The events of a container; the same one again is counted.</summary>
/// <param name="time">The clock.</param>
internal sealed class ContainerEvents(TimeProvider time)
{
    // As many as a look can take in; Azure keeps them for a while only.
    private const int Most = 50;

    private readonly Lock _lock = new();
    private readonly List<ContainerEvent> _events = [];

    /// <summary>Notes what goes as it should.</summary>
    public void Note(string name, string message) => Add(name, message, "Normal");

    /// <summary>Notes what does not.</summary>
    public void Warn(string name, string message) => Add(name, message, "Warning");

    /// <summary>As Resource Manager shows them.</summary>
    public JsonArray ToJson()
    {
        lock (_lock) return new JsonArray([.. _events.Select(each => (JsonNode)each.ToJson())]);
    }

    private void Add(string name, string message, string type)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var at = _events.FindIndex(each => each.Name == name && each.Message == message);
            if (at >= 0) _events[at] = _events[at] with { Count = _events[at].Count + 1, Last = now };
            else _events.Add(new ContainerEvent(name, message, type, 1, now, now));
            if (_events.Count > Most) _events.RemoveAt(0);
        }
    }
}
