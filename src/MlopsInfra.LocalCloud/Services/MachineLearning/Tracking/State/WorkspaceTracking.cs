using System.Security.Cryptography;
using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>What MLflow keeps of one workspace. Whoever reads or changes it holds <see cref="Lock"/>.</summary>
internal sealed class WorkspaceTracking
{
    private readonly string _folder;
    private readonly Action<Exception>? _failed;
    private readonly Dictionary<string, Experiment> _experiments;
    private readonly Dictionary<string, RegisteredModel> _models;
    private readonly Dictionary<string, Run> _runs;
    private readonly Dictionary<string, LoggedModel> _logged;
    private readonly Dictionary<string, MetricLog> _metrics = [];

    /// <param name="folder">Where it is kept.</param>
    /// <param name="created">When the workspace was made, in milliseconds since 1970.</param>
    /// <param name="failed">Is told of what can't be read.</param>
    public WorkspaceTracking(string folder, long created, Action<Exception>? failed)
    {
        (_folder, _failed) = (folder, failed);
        foreach (var part in (string[])["runs", "metrics", "logged-models"])
            PrivateFiles.CreateFolder(Path.Combine(folder, part));
        _experiments = StateFile.Read<Dictionary<string, Experiment>>(PathOf("experiments"), failed) ?? [];
        // Every workspace has it, and clients know it by its id, too.
        _experiments.TryAdd(Experiment.DefaultId,
            new Experiment { Id = Experiment.DefaultId, Name = Experiment.DefaultName, Created = created, Updated = created });
        _models = StateFile.Read<Dictionary<string, RegisteredModel>>(PathOf("registered-models"), failed) ?? [];
        _runs = ReadAll<Run>("runs").DistinctBy(run => run.Id).ToDictionary(run => run.Id);
        _logged = ReadAll<LoggedModel>("logged-models").DistinctBy(model => model.Id).ToDictionary(model => model.Id);
    }

    /// <summary>Is held by whoever reads or changes anything here.</summary>
    public Lock Lock { get; } = new();

    public IReadOnlyCollection<Experiment> Experiments => _experiments.Values;

    public IReadOnlyCollection<Run> Runs => _runs.Values;

    public IReadOnlyCollection<LoggedModel> LoggedModels => _logged.Values;

    public Experiment? FindExperiment(string id) => _experiments.GetValueOrDefault(id);

    public Run? FindRun(string id) => _runs.GetValueOrDefault(id);

    public LoggedModel? FindLoggedModel(string id) => _logged.GetValueOrDefault(id);

    /// <summary>What MLflow knows of a registered model; it is the caller's to save it after a change.</summary>
    public RegisteredModel RegisteredModel(string name) =>
        _models.GetValueOrDefault(name) ?? (_models[name] = new RegisteredModel());

    public void Save(Experiment experiment)
    {
        _experiments[experiment.Id] = experiment;
        StateFile.Write(PathOf("experiments"), _experiments);
    }

    public void Save(Run run)
    {
        _runs[run.Id] = run;
        StateFile.Write(PathOf("runs", run.Id), run);
    }

    public void Save(LoggedModel model)
    {
        _logged[model.Id] = model;
        StateFile.Write(PathOf("logged-models", model.Id), model);
    }

    public void SaveRegisteredModels() => StateFile.Write(PathOf("registered-models"), _models);

    public void RemoveRegisteredModel(string name)
    {
        if (_models.Remove(name)) SaveRegisteredModels();
    }

    public void RemoveLoggedModel(string id)
    {
        if (_logged.Remove(id)) File.Delete(PathOf("logged-models", id));
    }

    /// <summary>The metrics of a run.</summary>
    public MetricLog MetricsOf(string run)
    {
        if (!_metrics.TryGetValue(run, out var log))
            _metrics[run] = log = new MetricLog(Path.Combine(_folder, "metrics", $"{FileName(run)}.jsonl"), _failed);
        return log;
    }

    private List<T> ReadAll<T>(string part)
        where T : class => Directory.EnumerateFiles(Path.Combine(_folder, part), "*.json")
        .Select(file => StateFile.Read<T>(file, _failed)).OfType<T>().ToList();

    private string PathOf(string part) => Path.Combine(_folder, $"{part}.json");

    private string PathOf(string part, string id) => Path.Combine(_folder, part, $"{FileName(id)}.json");

    // Names of jobs may be longer than those of files, and be equal but for case.
    private static string FileName(string id) => 
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..40];
}
