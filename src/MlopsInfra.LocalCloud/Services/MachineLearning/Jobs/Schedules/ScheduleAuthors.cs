using System.Text.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

/// <summary>Who wrote each schedule over REST: its jobs are submitted as that one. Kept in the server's data folder.</summary>
internal sealed class ScheduleAuthors
{
    private readonly Lock _lock = new();
    private readonly string _file;
    private readonly Dictionary<string, string> _authors;

    /// <param name="options">How the server behaves.</param>
    public ScheduleAuthors(LocalCloudServerOptions options)
    {
        _file = Path.Combine(options.DataFolder, "schedules.json");
        var kept = File.Exists(_file) ? DataFile.Read<Dictionary<string, string>>(_file) : null;
        _authors = new Dictionary<string, string>(kept ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Object id of who wrote a schedule last; null for the deployer.</summary>
    /// <param name="schedule">The schedule.</param>
    public string? Of(ResourceId schedule)
    {
        lock (_lock) return _authors.GetValueOrDefault(schedule.Value);
    }

    /// <summary>Says who wrote a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="principal">Object id of who wrote it; null for the deployer.</param>
    public void Remember(ResourceId schedule, string? principal)
    {
        lock (_lock)
        {
            if (principal == _authors.GetValueOrDefault(schedule.Value)) return;
            if (principal is null) _authors.Remove(schedule.Value);
            else _authors[schedule.Value] = principal;
            PrivateFiles.CreateFolder(Path.GetDirectoryName(_file)!);
            PrivateFiles.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(_authors));
        }
    }
}
