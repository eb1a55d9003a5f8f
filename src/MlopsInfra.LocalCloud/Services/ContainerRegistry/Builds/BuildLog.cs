using System.Globalization;
using System.Text;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>The log of a run, in the form of Azure's tasks.</summary>
/// <param name="time">The clock.</param>
internal sealed class BuildLog(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();

    /// <summary>A line of the builder.</summary>
    public void Say(string line)
    {
        lock (_lock) _text.Append(line).Append('\n');
    }

    /// <summary>A line of the task, with the time.</summary>
    public void Stamp(string line) =>
        Say(time.GetUtcNow().ToString("yyyy/MM/dd HH:mm:ss ", CultureInfo.InvariantCulture) + line);

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_lock) return _text.ToString();
    }
}
