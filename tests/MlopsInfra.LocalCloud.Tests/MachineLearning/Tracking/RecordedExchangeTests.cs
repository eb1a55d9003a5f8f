using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>
/// What MLflow's client and Azure's plugin for it were recorded to send is answered as their servers answered, in status and in
/// every member of the answer, but for the differences that are listed here with their reason.
/// </summary>
public sealed partial class RecordedExchangeTests
{
    // A difference by the case and the path of the member, and why it is one.
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["*: sqlstate"] = "of MLflow's newest server only; clients read code and message",
        ["*: error_class"] = "as above",
        ["*: experiment.workspace"] = "MLflow's own workspaces, which Azure's are not",
        ["*: experiments[].workspace"] = "as above",
        ["autolog: run: run.info.run_name"] = "a name that is made up",
        ["autolog: run: run.data.tags[].value"] = "as above",
        ["job: poll of the async batch: is_complete"] = "what is logged is there when it is answered",
        ["mlflow 3 in a job when logged-models is absent: status"] = "logged models are served",
        ["mlflow 3 in a job when logged-models is absent: error"] = "as above",
        ["job: expired token is renewed: serviceEndpoint"] = "the recorded server was a stand-in without services",
        ["cloud metadata: [].name"] = "this cloud is called otherwise; its variable AZUREML_CURRENT_CLOUD says how",
        ["cloud metadata: [].authentication.loginEndpoint"] = "addresses are those of this server",
        ["cloud metadata: [].media"] = "as above",
        ["cloud metadata: [].graphAudience"] = "as above",
        ["cloud metadata: [].graph"] = "as above",
        ["cloud metadata: [].resourceManager"] = "as above",
        ["cloud metadata: [].suffixes.storage"] = "as above",
        ["cloud metadata: [].suffixes.keyVaultDns"] = "as above",
        ["cloud metadata: [].suffixes.acrLoginServer"] = "as above",
        ["cloud metadata: []"] = "there is one cloud",
    };

    private readonly List<string> _found = [];

    [Fact]
    public async Task What_clients_were_recorded_to_send_is_answered_as_it_was()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var (plain, plugin) = (new TrackingClient(rest), new TrackingClient(rest, plugin: true));
        var ids = new RecordedIds(rest.Server.BaseAddress);
        var scene = new RecordedScene(rest, plain, plugin, ids);
        var links = new Dictionary<string, Uri>();
        foreach (var exchange in RecordedExchange.All)
        {
            await scene.PrepareAsync(exchange.Case);
            if (exchange.Case.StartsWith("job: block", StringComparison.Ordinal) && !links.ContainsKey("rec_big.bin"))
                links["rec_big.bin"] = await scene.ReserveAsync("run11", "rec_big.bin");
            var (status, answer, response) = await PlayAsync(rest, exchange, ids, links);
            if (status != exchange.Status) Differs(exchange, "status", $"{exchange.Status} -> {status} {answer?.ToJsonString()}");
            Learn(exchange, answer, ids, links);
            if (exchange.Answer is JsonObject or JsonArray)
            {
                foreach (var (path, what) in AnswerComparison.Of(ids.Here(exchange.Answer),
                    answer)) Differs(exchange, path, what);
            }

            response.Dispose();
        }

        var surprises = _found.Except(Expected.Keys).Select(line => $"not listed: {line}")
            .Concat(Expected.Keys.Except(_found).Select(line => $"none any more: {line}")).ToList();
        Assert.True(surprises.Count == 0, string.Join('\n', surprises));
    }

    private async Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> PlayAsync(RestCloud rest,
        RecordedExchange exchange, RecordedIds ids, Dictionary<string, Uri> links)
    {
        var headers = exchange.Headers.Where(header => header.Key is not ("Authorization" or "Content-Type" or "Accept"))
            .Select(header => (header.Key, (string)header.Value!)).ToArray();
        var content = exchange.Body is null ? null : new StringContent(BodyOf(exchange, ids), Encoding.UTF8,
            (string?)exchange.Headers["Content-Type"] ?? "application/json");
        // Files are sent to where the answer before said that they are to be.
        var file = links.Keys.FirstOrDefault(path => exchange.Path.Contains($"/{path}?", StringComparison.Ordinal)
            && exchange.Path.Contains("sig=SIG", StringComparison.Ordinal));
        var isJob = exchange.Path.Contains("{WS}", StringComparison.Ordinal);
        var client = new TrackingClient(rest,
            isJob) { Token = file is not null ? "" : isJob ? RecordedScene.TokenOf(rest, TokenRun(exchange)) : null };
        if (file is null) return await client.SendAsync(exchange.Method, ids.Here(exchange.Path), content, headers);
        var query = string.Concat(exchange.Path.Split('?')[1].Split('&')
            .Where(part => part.StartsWith("comp=", StringComparison.Ordinal)
                || part.StartsWith("blockid=", StringComparison.Ordinal))
            .Select(part => "&" + part));
        return await client.SendAsync(exchange.Method, links[file] + query, content, headers);
    }

    private static string TokenRun(RecordedExchange exchange) =>
        RunInPath().Match(exchange.Path) is { Success: true } match ? match.Value : "run10";

    private static string BodyOf(RecordedExchange exchange, RecordedIds ids)
    {
        if (exchange.Body is JsonValue text)
            return exchange.Case == "job: block list"
                ? "<BlockList><Latest>" + BlockId() + "</Latest></BlockList>" : (string)text!;
        var body = ids.Here(exchange.Body)!.AsObject();
        switch (exchange.Case)
        {
            case "1001 metrics: 400":
                for (var i = body["metrics"]!.AsArray().Count; i < 1001; i++)
                    body["metrics"]!.AsArray().Add(JsonNode.Parse($$"""{"key":"big","value":1.0,"timestamp":1,"step":{{i}}}"""));
                break;
            case "log_model: create logged model":
                for (var i = 0; i < 96; i++)
                    body["params"]!.AsArray().Add(JsonNode.Parse($$"""{"key":"cp{{i}}","value":"1"}"""));
                break;
            case "job: register local folder (artifact service)":
                foreach (var path in (string[])["mymodel/conda.yaml", "mymodel/model.pkl"])
                    body["paths"]!.AsArray().Add(new JsonObject { ["path"] = path });
                break;
            case "job: mlflow 2.x log_model record":
                body["model_json"] = """{"run_id":"run10","artifact_path":"model","flavors":{"sklearn":{}}}""";
                break;
        }

        return body.ToJsonString();
    }

    private static string BlockId() => Uri.UnescapeDataString(BlockInPath().Match(
        RecordedExchange.All.Single(exchange => exchange.Case == "job: block of a large file").Path).Groups["id"].Value);

    private static void Learn(RecordedExchange exchange, JsonNode? answer, RecordedIds ids, Dictionary<string, Uri> links)
    {
        if (exchange.Answer is JsonObject recorded && answer is JsonObject given)
        {
            if (exchange.Path.EndsWith("experiments/create", StringComparison.Ordinal))
                ids.LearnExperiment((string)recorded["experiment_id"]!, (string)given["experiment_id"]!);
            if (exchange.Path.EndsWith("runs/create", StringComparison.Ordinal))
                ids.LearnRun((string)recorded["run"]!["info"]!["run_id"]!, (string)given["run"]!["info"]!["run_id"]!);
            if (exchange is { Status: 200, Method: "POST" }
                && exchange.Path.EndsWith("mlflow/logged-models", StringComparison.Ordinal))
                ids.LearnRun((string)recorded["model"]!["info"]!["model_id"]!, (string)given["model"]!["info"]!["model_id"]!);
        }

        if (answer is not JsonObject json) return;
        var contents = (json["artifactContentInformation"] as JsonObject ?? []).Select(pair => pair.Value);
        foreach (var content in contents.Append(json).Where(content => content!["contentUri"] is not null))
            links[(string)content!["path"]!] = new Uri((string)content["contentUri"]!);
    }

    // A difference that is not listed is told with its values.
    private void Differs(RecordedExchange exchange, string path, string what) => _found.Add(
        Expected.ContainsKey($"*: {path}") ? $"*: {path}" : Expected.ContainsKey($"{exchange.Case}: {path}")
            ? $"{exchange.Case}: {path}" : $"{exchange.Case}: {path}: {what}");

    [GeneratedRegex("run[0-9]{2}")]
    private static partial Regex RunInPath();

    [GeneratedRegex("blockid=(?<id>[^&]+)")]
    private static partial Regex BlockInPath();
}
