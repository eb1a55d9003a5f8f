using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

namespace MlopsInfra.LocalCloud.Tests.LogicApps;

/// <summary>Runs of workflows: the order of actions, branches, loops, variables, calls, and what a failure comes to.</summary>
public sealed class WorkflowRunTests
{
    [Fact]
    public async Task Actions_run_after_each_other_and_see_each_others_outputs()
    {
        var run = await RunAsync("""
            {"answer":{"type":"Response","runAfter":{"all":["Succeeded"]},"inputs":{"statusCode":201,"headers":{"x-run":"@{workflow()['name']}"},"body":{"names":"@variables('names')","first":"@first(body('chosen'))"}}},
             "parsed":{"type":"ParseJson","runAfter":{},"inputs":{"content":"@triggerBody()","schema":{}}},
             "declare":{"type":"InitializeVariable","runAfter":{"parsed":["Succeeded"]},"inputs":{"variables":[{"name":"names","type":"Array","value":[]}]}},
             "all":{"type":"Foreach","foreach":"@body('parsed')['files']","runAfter":{"declare":["Succeeded"],"chosen":["Succeeded"]},"actions":{
               "add":{"type":"AppendToArrayVariable","runAfter":{},"inputs":{"name":"names","value":"@toUpper(items('all')['name'])"}}}},
             "chosen":{"type":"Query","runAfter":{"parsed":["Succeeded"]},"inputs":{"from":"@body('parsed')['files']","where":"@greater(item()['size'], 1)"}}}
            """, """{"files":[{"name":"a","size":1},{"name":"b","size":2}]}""");

        var answer = await run.Response;
        Assert.Equal("Succeeded", run.Status);
        Assert.Equal((201, "w"), (answer.Status, answer.Headers["x-run"]));
        Assert.Equal("""{"names":["A","B"],"first":{"name":"b","size":2}}""", answer.Body!.ToJsonString());
    }

    [Theory]
    [InlineData("blue", "b")]
    [InlineData("green", "g")]
    [InlineData("red", "other")]
    public async Task A_switch_takes_the_branch_of_its_value(string colour, string expected)
    {
        var run = await RunAsync("""
            {"choose":{"type":"Switch","runAfter":{},"expression":"@triggerBody()","cases":{
               "one":{"case":"blue","actions":{"b":{"type":"Response","runAfter":{},"inputs":{"body":"b"}}}},
               "two":{"case":"green","actions":{"g":{"type":"Response","runAfter":{},"inputs":{"body":"g"}}}}},
              "default":{"actions":{"o":{"type":"Response","runAfter":{},"inputs":{"body":"other"}}}}}}
            """, $"\"{colour}\"");
        Assert.Equal(expected, (string?)(await run.Response).Body);
    }

    [Fact]
    public async Task A_failure_skips_what_runs_after_success_and_may_be_caught()
    {
        var run = await RunAsync("""
            {"bad":{"type":"Compose","runAfter":{},"inputs":"@triggerBody()['nothing']"},
             "next":{"type":"Compose","runAfter":{"bad":["Succeeded"]},"inputs":1},
             "caught":{"type":"Response","runAfter":{"bad":["Failed"]},"inputs":{"statusCode":500,"body":"@actions('bad')['status']"}}}
            """, "{}");
        Assert.Equal(("Skipped", "Failed"), (run.Outcome("next")!.Status, (string?)(await run.Response).Body));
        // 'next' was skipped because 'bad' failed: nobody has dealt with that on this path.
        Assert.Equal("Failed", run.Status);
        Assert.Contains("'nothing' doesn't exist", run.Error!.Value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_ends_without_an_answer_says_so_and_one_without_a_response_does_not_keep_waiting()
    {
        var never = await RunAsync(
            """{"if":{"type":"If","runAfter":{},"expression":{"and":[{"equals":["@triggerBody()",2]}]},"actions":{"r":{"type":"Response","runAfter":{},"inputs":{}}},"else":{"actions":{}}}}""", "1");
        var plain = await RunAsync("""{"c":{"type":"Compose","runAfter":{},"inputs":1}}""", "1");
        Assert.Equal((502, 202), ((await never.Response).Status, (await plain.Response).Status));
    }

    [Fact]
    public async Task What_is_not_run_here_fails_by_name()
    {
        var run = await RunAsync("""{"wait":{"type":"Until","runAfter":{},"actions":{}}}""", "1");
        Assert.Equal(("Failed", "NotSupported"), (run.Status, run.Outcome("wait")!.Code));
        Assert.Contains("'Until'", run.Outcome("wait")!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminate_ends_it_with_its_own_error()
    {
        var run = await RunAsync("""
            {"stop":{"type":"Terminate","runAfter":{},"inputs":{"runStatus":"Failed","runError":{"code":"Empty","message":"no rows"}}},"never":{"type":"Compose","runAfter":{"stop":["Succeeded"]},"inputs":1}}
            """, "1");
        Assert.Equal(("Failed", ("Empty", "no rows"), null), (run.Status, run.Error!.Value, run.Outcome("never")));
    }

    [Theory]
    [InlineData("503,429,200", 3, "Succeeded")]
    [InlineData("503,503,503,503", 3, "Failed")]
    [InlineData("403", 1, "Failed")]
    public async Task A_call_is_tried_again_where_that_may_help(string answers, int calls, string status)
    {
        var http = new Answers([.. answers.Split(',').Select(int.Parse)]);
        var run = await RunAsync("""
            {"call":{"type":"Http","runAfter":{},"inputs":{"method":"POST","uri":"https://ep.example/jobs","queries":{"v":"1 2"},"body":{"a":1},
              "authentication":{"type":"ManagedServiceIdentity","identity":"/id","audience":"https://ml.azure.com"},"retryPolicy":{"type":"fixed","count":2,"interval":"PT20S"}}}}
            """, "1", http);
        Assert.Equal((calls, status), (http.Calls.Count, run.Status));
        var (call, identity) = http.Calls[0];
        Assert.Equal(("https://ep.example/jobs?v=1%202", "/id", "https://ml.azure.com"),
            (call.Uri.AbsoluteUri, identity!.ResourceId, identity.Audience));
    }

    [Fact]
    public void Where_nothing_may_wait_a_run_is_done_at_once_or_refused()
    {
        Assert.Equal(418, Create("""{"answer":{"type":"Response","runAfter":{},"inputs":{"statusCode":418}}}""", "1")
            .RunWithoutWaiting().Status);
        var waits =
            Create("""{"call":{"type":"Http","runAfter":{},"inputs":{"method":"GET","uri":"https://ep.example/"}}}""", "1",
            new Silence());
        Assert.Contains("waits for something", Assert.Throws<InvalidOperationException>(waits.RunWithoutWaiting).Message,
            StringComparison.Ordinal);
    }

    private static async Task<WorkflowRun> RunAsync(string actions, string body, IWorkflowHttp? http = null)
    {
        var run = Create(actions, body, http);
        await run.ExecuteAsync(CancellationToken.None);
        return run;
    }

    private static WorkflowRun Create(string actions, string body, IWorkflowHttp? http = null)
    {
        var definition = new JsonObject { ["actions"] = JsonNode.Parse(actions) };
        var trigger =
            new JsonObject { ["headers"] = new JsonObject(), ["queries"] = new JsonObject(), ["body"] = JsonNode.Parse(body) };
        return new WorkflowRun(new WorkflowSource("/w", "w", "westeurope", definition, new Dictionary<string, JsonNode?>()),
            "manual", trigger, http ?? new NoWorkflowHttp(), new PlaySpeed(TimeProvider.System, 1e6));
    }

    private sealed class Answers(int[] statuses) : IWorkflowHttp
    {
        public List<(ServiceCall Call, WorkflowIdentity? Identity)> Calls { get; } = [];

        public ValueTask<ServiceAnswer> SendAsync(
            ServiceCall call, WorkflowIdentity? identity, CancellationToken cancellationToken)
        {
            Calls.Add((call, identity));
            return ValueTask.FromResult(new ServiceAnswer(statuses[Calls.Count - 1], [], null));
        }
    }

    private sealed class Silence : IWorkflowHttp
    {
        public ValueTask<ServiceAnswer> SendAsync(
            ServiceCall call, WorkflowIdentity? identity, CancellationToken cancellationToken) =>
            new(new TaskCompletionSource<ServiceAnswer>().Task);
    }
}
