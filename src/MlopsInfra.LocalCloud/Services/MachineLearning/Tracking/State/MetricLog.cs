using System.Text;
using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>The metrics of one run: in memory, and as lines at the end of a file.</summary>
internal sealed class MetricLog
{
    private readonly string _path;
    private readonly List<MetricPoint> _points = [];
    private readonly HashSet<MetricPoint> _known = [];
    private readonly OrderedDictionary<string, MetricPoint> _latest = [];

    /// <param name="path">The file.</param>
    /// <param name="failed">Is told of a line that can't be read, which is left out.</param>
    public MetricLog(string path, Action<Exception>? failed = null)
    {
        _path = path;
        if (!File.Exists(path)) return;
        var text = File.ReadAllBytes(path);
        var end = text.AsSpan().LastIndexOf((byte)'\n') + 1;
        // The host ended in the middle of a line: what follows would be appended to it.
        if (end < text.Length)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            file.SetLength(end);
        }

        foreach (var (index, line) in Encoding.UTF8.GetString(text, 0, end).Split('\n').Index())
        {
            if (line.Length > 0 && Point(line, index + 1, failed) is { } point) Keep(point);
        }
    }

    /// <summary>All points in the order in which they came.</summary>
    public IReadOnlyList<MetricPoint> All => _points;

    /// <summary>The value that each metric is shown with.</summary>
    public IEnumerable<MetricPoint> Latest => _latest.Values;

    /// <summary>The value of a metric; null if there is none.</summary>
    public MetricPoint? Find(string key) => _latest.GetValueOrDefault(key);

    /// <summary>The values of a metric, each once: a client may send the same one again for a model.</summary>
    public IEnumerable<MetricPoint> History(string key) => _points.Where(point => point.Key == key)
        .DistinctBy(point => (point.Value, point.Timestamp, point.Step));

    /// <summary>Adds points; those that are there already are left out.</summary>
    public void Append(IEnumerable<MetricPoint> points)
    {
        var added = points.Where(Keep).ToList();
        if (added.Count == 0) return;
        var text = new StringBuilder();
        foreach (var point in added) text.Append(JsonSerializer.Serialize(point, StateFile.Options)).Append('\n');
        using var file = PrivateFiles.OpenWrite(_path, FileMode.Append);
        file.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private MetricPoint? Point(string line, int number, Action<Exception>? failed)
    {
        try
        {
            var point = StrictJson.Deserialize<MetricPoint>(line, StateFile.Options);
            return point?.Key is not null ? point : throw new JsonException("A metric has no 'Key'.");
        }
        catch (JsonException exception)
        {
            failed?.Invoke(new InvalidDataException($"{JsonFault.At(_path, exception, number)} The line is left out.",
                exception));
            return null;
        }
    }

    private bool Keep(MetricPoint point)
    {
        if (!_known.Add(point)) return false;
        _points.Add(point);
        if (_latest.GetValueOrDefault(point.Key) is not { } latest || point.IsAfter(latest)) _latest[point.Key] = point;
        return true;
    }
}
