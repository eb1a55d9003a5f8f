using MlopsInfra.Pipelines.Tests.GitHub;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>Plays model.yml as GitHub Actions would: which jobs run, and with which inputs.</summary>
internal sealed class GitHubRun
{
    private readonly Dictionary<string, object?> _context;
    private readonly Start _start;

    private GitHubRun(Start start)
    {
        _start = start;
        _context = new Dictionary<string, object?> { ["github.repository"] = "contoso/mlops" };
        switch (start.By)
        {
            case StartedBy.Publishing:
                _context["github.event_name"] = "workflow_run";
                _context["github.event.workflow_run.conclusion"] = start.Published ? "success" : "failure";
                _context["github.event.workflow_run.head_repository.full_name"] = start.Fork ? "mallory/mlops" : "contoso/mlops";
                break;
            case StartedBy.NewData:
                _context["github.event_name"] = "repository_dispatch";
                _context["github.event.client_payload.model"] = start.Model;
                break;
            default:
                _context["github.event_name"] = "workflow_dispatch";
                _context["inputs.start"] = start.At;
                _context["inputs.model"] = start.Model ?? "";
                _context["inputs.data"] = "";
                break;
        }
    }

    /// <summary>The environments that a run reaches, and the model that each is told to take; empty: to choose.</summary>
    /// <param name="start">The run.</param>
    public static IReadOnlyList<(string Environment, string Model)> Play(Start start)
    {
        var run = new GitHubRun(start);
        return [.. Workflow.Named("model.yml").Jobs.Select(job => run.Job(job.Key, job.Value))
            .OfType<(string, string)>()];
    }

    private (string Environment, string Model)? Job(string name, YamlNode job)
    {
        var runs = Expression.IsTrue(Expression.Evaluate(job.Text("if")!, _context, isCondition: true));
        var given = job.Map("with").ToDictionary(pair => pair.Key,
            pair => Expression.Evaluate(pair.Value.ToString(), _context)?.ToString() ?? "");
        _context[$"needs.{name}.result"] = !runs ? "skipped" : _start.Fails == name ? "failure" : "success";
        var from = given.GetValueOrDefault("from", "");
        var model = given.GetValueOrDefault("model", "");
        if (runs && _start.Fails != name)
        {
            var step = from.Length == 0 ? "run" : "release";
            var reference = from.Length == 0 ? _start.Trained : model.Length > 0 ? model : "newest:7";
            var stage = Workflow.Named("stage.yml");
            var outputs = new Dictionary<string, object?>
            {
                [$"steps.{step}.outputs.model_name"] = reference?.Split(':')[0] ?? "",
                [$"steps.{step}.outputs.model_version"] = reference?.Split(':')[1] ?? "",
            };
            _context[$"needs.{name}.outputs.model"] =
                Expression.Evaluate(stage.Jobs["stage"].Get("outputs")!.Text("model")!, outputs);
        }

        _context["cancelled"] = _start.Cancelled;
        return runs ? (given["environment"], model) : null;
    }
}
