using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>Which id of the recording is which one here.</summary>
internal sealed partial class RecordedIds(Uri server)
{
    private static readonly string[] Experiments = ["experiment_id", "experiment_ids"];

    private readonly Dictionary<string, string> _runs = [];
    private readonly Dictionary<string, string> _experiments = [];

    public void LearnRun(string recorded, string here) => _runs[recorded] = here;

    public void LearnExperiment(string recorded, string here) => _experiments[recorded] = here;

    public string Run(string recorded) => _runs[recorded];

    public string Experiment(string recorded) => _experiments[recorded];

    /// <summary>A text of the recording with the ids that are used here.</summary>
    public string Here(string text)
    {
        text = text.Replace("{WS}", RestCloud.Workspace, StringComparison.Ordinal)
            .Replace("127.0.0.1:443", server.Authority, StringComparison.Ordinal);
        text = ExperimentInText()
            .Replace(text, match => match.Groups["before"].Value + Here(_experiments, match.Groups["id"].Value));
        return RunInText().Replace(text, match => Here(_runs, match.Value));
    }

    /// <summary>
    /// A body of the recording with the ids that are used here, and without what stands for the rest of a list.
    /// </summary>
    public JsonNode? Here(JsonNode? node, string? name = null) => node switch
    {
        JsonObject json => new JsonObject(json.Select(pair =>
            KeyValuePair.Create(Here(pair.Key), Here(pair.Value, pair.Key)))),
        JsonArray list => new JsonArray([.. list.Where(item => !RecordedExchange.IsRest(item)).Select(item => Here(item, name))]),
        JsonValue value when value.TryGetValue(out string? text) =>
            Experiments.Contains(name) ? Here(_experiments, text) : Here(text),
        _ => node?.DeepClone(),
    };

    private static string Here(Dictionary<string, string> ids, string recorded) => ids.GetValueOrDefault(recorded, recorded);

    [GeneratedRegex("(?:m-)?run[0-9]{2}")]
    private static partial Regex RunInText();

    [GeneratedRegex("(?<before>experiment_id=|/experiments/|/experimentids/|mlflow-artifacts:/|mlflow-artifacts/artifacts/|path="
        + "|artifact: ')(?<id>[0-9])(?![0-9])")]
    private static partial Regex ExperimentInText();
}
