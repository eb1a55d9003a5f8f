using System.Text.Json.Nodes;
using MlopsInfra.Cli.Drift;
using MlopsInfra.Cli.Tickets;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Cli.Tests;

/// <summary>A breach is written down once, in the forms of GitHub's and Azure DevOps' interfaces.</summary>
public sealed class TicketTests
{
    private const string Token = "secret-token-1";

    private static readonly TicketText Breach = new("prod", new MonitoredModel(new TrainingJob("monitor-1", "Completed")
    {
        Experiment = "monitoring", Inputs = [],
        Tags = new Dictionary<string, string>
        {
            ["mlops.monitoring"] = "breach", ["mlops.monitoring.reason"] = "temperature_c (psi 2.84)",
        },
    }, "breach")
    {
        Model = "pumps:3",
        Statistics = [new ComparedStatistic("temperature_c", "psi", "breach") { Value = 2.84, Threshold = 0.25 }],
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GitHub_gets_one_issue_then_a_comment_a_day()
    {
        var issues = new JsonArray();
        using var server = new TicketServer((request, body) => request.Split(' ')[0] switch
        {
            "GET" => (200, issues.DeepClone()),
            _ when request.EndsWith("/comments", StringComparison.Ordinal) => (201, new JsonObject { ["id"] = 1 }),
            _ => (201, new JsonObject { ["number"] = 7, ["html_url"] = "https://github.com/o/r/issues/7" }),
        });
        using var github = GitHub(server.Address);

        Assert.Equal(TicketChange.Opened, (await github.WriteAsync(Breach, Cancellation)).What);
        var (request, opened) = server.Requests[^1];
        Assert.Equal("POST /repos/o/r/issues", request);
        Assert.Equal(("pumps:3 drifts in prod", "model-drift"), ((string?)opened!["title"], (string?)opened["labels"]![0]));
        Assert.Contains("| temperature_c | psi | 2.84 | 0.25 | breach |", (string?)opened["body"], StringComparison.Ordinal);
        Assert.Equal(($"Bearer {Token}", "2022-11-28"),
            (server.Headers["Authorization"], server.Headers["X-GitHub-Api-Version"]));

        // A pull request with the same text is no issue.
        issues.Add(Issue(6, (string)opened["body"]!, DateTimeOffset.UtcNow, isPullRequest: true));
        issues.Add(Issue(7, (string)opened["body"]!, DateTimeOffset.UtcNow));
        var again = await github.WriteAsync(Breach, Cancellation);
        Assert.Equal((TicketChange.None, "https://github.com/o/r/issues/7"), (again.What, again.Address.ToString()));
        Assert.StartsWith("GET /repos/o/r/issues?state=open&labels=model-drift&per_page=100&page=1", server.Requests[^1].Request,
            StringComparison.Ordinal);

        issues[1]!["updated_at"] = DateTimeOffset.UtcNow.AddDays(-2).ToString("O");
        Assert.Equal(TicketChange.Commented, (await github.WriteAsync(Breach, Cancellation)).What);
        Assert.Equal("POST /repos/o/r/issues/7/comments", server.Requests[^1].Request);
    }

    [Fact]
    public async Task Azure_DevOps_gets_one_work_item_of_a_type_that_the_project_has()
    {
        var found = new JsonArray();
        var changed = DateTimeOffset.UtcNow.AddDays(-2);
        using var server = new TicketServer((request, body) => request switch
        {
            _ when request.Contains("/wit/wiql?", StringComparison.Ordinal) =>
                (200, new JsonObject { ["workItems"] = found.DeepClone() }),
            _ when request.Contains("/workitemtypes?", StringComparison.Ordinal) => (200, new JsonObject
            {
                ["value"] = new JsonArray(new JsonObject { ["name"] = "Bug" }, new JsonObject { ["name"] = "Task" }),
            }),
            _ => (200, new JsonObject
            {
                ["id"] = 12, ["fields"] = new JsonObject { ["System.ChangedDate"] = changed.ToString("O") },
            }),
        });
        using var boards = Of("azure-devops", ("SYSTEM_COLLECTIONURI", $"{server.Address}/org/"),
            ("SYSTEM_TEAMPROJECT", "Pump ML"), ("SYSTEM_ACCESSTOKEN", Token));

        var ticket = await boards.WriteAsync(Breach, Cancellation);
        Assert.Equal((TicketChange.Opened, $"{server.Address}/org/Pump%20ML/_workitems/edit/12"),
            (ticket.What, ticket.Address.AbsoluteUri));
        var (request, patch) = server.Requests[^1];
        Assert.Equal("POST /org/Pump%20ML/_apis/wit/workitems/$Bug?api-version=7.1", request);
        Assert.Equal("application/json-patch+json", server.Headers["Content-Type"]);
        Assert.Contains(patch!.AsArray(), each => (string?)each!["path"] == "/fields/System.Tags"
            && (string?)each["value"] == "model-drift; drift-prod-pumps-3");

        found.Add(new JsonObject { ["id"] = 12 });
        Assert.Equal(TicketChange.Commented, (await boards.WriteAsync(Breach, Cancellation)).What);
        Assert.Equal("PATCH /org/Pump%20ML/_apis/wit/workitems/12?api-version=7.1", server.Requests[^1].Request);
        changed = DateTimeOffset.UtcNow;
        Assert.Equal(TicketChange.None, (await boards.WriteAsync(Breach, Cancellation)).What);
    }

    [Theory]
    [InlineData(401, "The token is not valid there")]
    [InlineData(203, "The token is not valid there")]
    [InlineData(403, "The token has no right to do that")]
    [InlineData(410, "Issues are switched off")]
    [InlineData(500, "500")]
    public async Task A_refusal_says_what_and_why_and_shows_no_token(int status, string why)
    {
        using var server = new TicketServer((_, _) => (status, status == 203 ? null : new JsonObject { ["message"] = "No" }));
        using var github = GitHub(server.Address);
        var refused = await Assert.ThrowsAsync<CliException>(() => github.WriteAsync(Breach, Cancellation));
        Assert.Equal("TicketRefused", refused.Code);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_is_busy_is_asked_again()
    {
        var asked = 0;
        using var server = new TicketServer((request, _) => ++asked < 3 ? (429, new JsonObject { ["message"] = "slow down" })
            : request.StartsWith("GET", StringComparison.Ordinal) ? (200, new JsonArray())
                : (201, new JsonObject { ["html_url"] = "https://github.com/o/r/issues/8" }));
        using var github = GitHub(server.Address);
        Assert.Equal(TicketChange.Opened, (await github.WriteAsync(Breach, Cancellation)).What);
    }

    [Theory]
    [InlineData("github", "GITHUB_REPOSITORY")]
    [InlineData("azure-devops", "SYSTEM_COLLECTIONURI")]
    public void What_is_missing_is_named_before_anything_is_done(string system, string variable)
    {
        var missing = Assert.Throws<CliException>(() => TicketSystems.Of(system, _ => null));
        Assert.Equal(("MissingVariable", ExitCode.Usage), (missing.Code, missing.ExitCode));
        Assert.Contains(variable, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_does_not_go_to_another_machine_without_TLS() => Assert.Equal("InvalidVariable",
        Assert.Throws<CliException>(() => GitHub("http://github.example")).Code);

    private static ITicketSystem GitHub(string address) =>
        Of("github", ("GITHUB_API_URL", address), ("GITHUB_REPOSITORY", "o/r"), ("GITHUB_TOKEN", Token));

    private static ITicketSystem Of(string name, params (string Name, string Value)[] variables) =>
        TicketSystems.Of(name, asked => variables.FirstOrDefault(each => each.Name == asked).Value)!;

    private static JsonObject Issue(int number, string body, DateTimeOffset updated, bool isPullRequest = false)
    {
        var issue = new JsonObject
        {
            ["number"] = number, ["body"] = body, ["updated_at"] = updated.ToString("O"),
            ["html_url"] = $"https://github.com/o/r/issues/{number}",
        };
        if (isPullRequest) issue["pull_request"] = new JsonObject();
        return issue;
    }
}
