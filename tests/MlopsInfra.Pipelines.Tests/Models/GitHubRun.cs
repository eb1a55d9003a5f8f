using MlopsInfra.Pipelines.Tests.GitHub;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>Goes through model.yml as GitHub Actions does: which jobs run, their steps, and what they hand on.</summary>
internal sealed class GitHubRun
{
    private readonly Dictionary<string, object?> _context;
    private readonly Start _start;
    private readonly IStepRunner _runner;

    private GitHubRun(Start start, IStepRunner runner)
    {
        (_start, _runner) = (start, runner);
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
                _context["inputs.data"] = start.Data;
                break;
        }
    }

    /// <summary>Goes through it.</summary>
    /// <param name="start">How the run begins.</param>
    /// <param name="runner">Runs its steps.</param>
    public static async Task PlayAsync(Start start, IStepRunner runner)
    {
        var run = new GitHubRun(start, runner);
        foreach (var (name, job) in Workflow.Named("model.yml").Jobs) await run.JobAsync(name, job);
    }

    private async Task JobAsync(string name, YamlNode job)
    {
        var runs = Expression.IsTrue(Expression.Evaluate(job.Text("if")!, _context, isCondition: true));
        var succeeded = runs && await CallAsync(name, job);
        _context[$"needs.{name}.result"] = !runs ? "skipped" : succeeded ? "success" : "failure";
        _context["cancelled"] = _start.Cancelled;
    }

    // The workflow that a job calls: its inputs, the steps of its only job, its output.
    private async Task<bool> CallAsync(string name, YamlNode job)
    {
        Assert.Equal("./.github/workflows/stage.yml", job.Text("uses"));
        var stage = Workflow.Named("stage.yml");
        var inner = stage.Jobs["stage"];
        var context = new Dictionary<string, object?>();
        foreach (var (input, declared) in stage.Triggers["workflow_call"].Map("inputs"))
        {
            var given = job.Get("with")!.Text(input) is { } value
                ? Expression.Evaluate(value, _context)?.ToString() : declared.Text("default");
            context[$"inputs.{input}"] = declared.Text("type") == "boolean" ? given == "true" : given ?? "";
        }

        foreach (var step in inner.List("steps").Where(step => step.Text("run") is not null))
        {
            if (step.Text("if") is { } condition
                && !Expression.IsTrue(Expression.Evaluate(condition, context, isCondition: true))) continue;
            var variables = inner.Map("env").Concat(step.Map("env")).ToDictionary(variable => variable.Key,
                variable => Expression.Evaluate(variable.Value.ToString(), context)?.ToString() ?? "");
            var result = await _runner.RunAsync(new ModelStep(step.Text("run")!, variables));
            if (!result.Succeeded) return false;
            foreach (var (output, value) in result.Outputs) context[$"steps.{step.Text("id")}.outputs.{output}"] = value;
        }

        _context[$"needs.{name}.outputs.model"] = Expression.Evaluate(inner.Get("outputs")!.Text("model")!, context);
        return true;
    }
}
