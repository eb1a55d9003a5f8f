using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>What the scoring service does by itself: bad requests, gaps, and storage that fails, hangs or is too slow.</summary>
public sealed class ScoringServiceTests
{
    private const string Reading = """{"data":[{"age_years":8.0}]}""";

    [Fact]
    public async Task A_bad_request_is_told_what_is_wrong_where_and_what_is_expected()
    {
        await using var service = await ScoringProcess.StartOrSkipAsync(new Dictionary<string, string>());
        (string Body, string Said)[] cases =
        [
            ("no json", "the body: expected JSON, got something else"),
            ("[]", "the body: expected an object, got []"),
            ("{}", "data: expected a list, got nothing"),
            ("""{"data":[]}""", "data: expected at least 1 of them, got 0"),
            ("""{"data":[{"age_years":1},{"age_years":"old"}]}""",
                "data[1].age_years: expected a number from 0 to 100 or null, got \"old\""),
            ("""{"data":[{"age_years":NaN}]}""", "data[0].age_years: expected a number from 0 to 100 or null, got NaN"),
            ("""{"data":[{"age_years":-1}]}""", "data[0].age_years: expected a number from 0 to 100 or null, got -1"),
            ("""{"data":[{"age_years":true}]}""", "data[0].age_years: expected a number from 0 to 100 or null, got true"),
            ("""{"data":[{"age":1}]}""", "data[0].age: expected one of pump_id, reading_date, age_years,"),
            ("""{"data":[{"pump_id":"P01"}]}""", "data[0]: expected at least one of age_years, flow_m3h,"),
        ];

        foreach (var (body, said) in cases)
        {
            var answer = await service.ScoreAsync(body);
            Assert.Equal((400, "InvalidInput"), (answer.Status, (string?)answer.Body["error"]!["code"]));
            Assert.StartsWith($"1 problem: {said}", (string?)answer.Body["error"]!["message"], StringComparison.Ordinal);
        }

        var form = await service.ScoreAsync(Reading, "application/x-www-form-urlencoded");
        var two = await service.ScoreAsync("""{"data":[{"age_years":1},{"age_years":"old","power_kw":[]}]}""");
        Assert.Contains("sent with Content-Type: application/json", (string?)form.Body["error"]!["message"],
            StringComparison.Ordinal);
        Assert.Equal(["1 age_years", "1 power_kw"], two.Body["error"]!["details"]!.AsArray()
            .Select(detail => $"{detail!["row"]} {detail["field"]}"));
    }

    [Fact]
    public async Task A_gap_is_the_same_as_a_null_and_changes_no_other_prediction()
    {
        await using var service = await ScoringProcess.StartOrSkipAsync(new Dictionary<string, string>());

        var left = await service.ScoreAsync(Reading);
        var named = await service.ScoreAsync("""{"data":[{"age_years":8.0,"power_kw":null,"flow_m3h":null},{"power_kw":1}]}""");

        Assert.Equal((200, 200), (left.Status, named.Status));
        Assert.True(JsonNode.DeepEquals(left.Body["predictions"]![0], named.Body["predictions"]![0]));
        Assert.InRange((double)named.Body["predictions"]![1]!["probability"]!, 0, 1);
        // Without variables that name one: a model of no version, no release, and an id of its own.
        Assert.Equal(("pump-failures", null, null), ((string?)left.Body["model"]!["name"],
            (string?)left.Body["model"]!["version"], (string?)left.Body["release"]));
        Assert.True(Guid.TryParse((string?)left.Body["requestId"], out _));
    }

    [Fact]
    public async Task Storage_that_can_t_be_reached_delays_and_fails_no_request_and_is_reported()
    {
        await using var service = await ScoringProcess.StartOrSkipAsync(new Dictionary<string, string>
        {
            ["PREDICTIONS_URL"] = "https://127.0.0.1:1/account/predictions",
        }, """
            from azure.core.credentials import AccessToken
            from scoring_service import request_log
            class Token:
                def get_token(self, *scopes, **options):
                    return AccessToken("token", 4102444800)
            request_log.credential = Token
            """);
        var clock = Stopwatch.StartNew();

        for (var i = 0; i < 20; i++) Assert.Equal(200, (await service.ScoreAsync(Reading)).Status);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"20 requests took {clock.Elapsed}.");
        Assert.Matches(@"\d+ wait for another try, after ServiceRequestError",
            await service.LineAsync("scoring: log of predictions:"));
        Assert.Equal(200, (await service.ScoreAsync(Reading)).Status);
        await service.EndAsync();
        Assert.Matches(@"21 wait in .*scoring-spill for the next process", service.Output);
    }

    [Fact]
    public async Task Requests_become_spans_with_their_result_where_OpenTelemetry_is_installed()
    {
        // Stands for the packages, which are in the image and not here: says what it is told.
        await using var service = await ScoringProcess.StartOrSkipAsync(new Dictionary<string, string>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=k;IngestionEndpoint=https://127.0.0.1:1/",
            ["MLOPS_RELEASE"] = "r1", ["MLOPS_MODEL"] = "pump-failures:3",
        }, await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "Scoring",
            "stands_for_opentelemetry.py"), TestContext.Current.CancellationToken));

        await service.ScoreAsync(Reading);
        await service.ScoreAsync("{}");

        Assert.Equal("configured r1 ratio 1.0 live False", await service.LineAsync("configured"));
        Assert.Equal("span POST /score SERVER 200 unset pump-failures:3 1",
            await service.LineAsync("span POST /score SERVER 200"));
        Assert.Equal("span POST /score SERVER 400 error pump-failures:3 0",
            await service.LineAsync("span POST /score SERVER 400"));
        Assert.Equal("scoring.feature 8.0 {'feature': 'age_years'}", await service.LineAsync("scoring.feature"));
    }

    [Fact]
    public async Task What_there_is_no_room_for_is_dropped_counted_and_reported()
    {
        // Storage that hangs until the end, and room for a few lines.
        await using var service = await ScoringProcess.StartOrSkipAsync(
            new Dictionary<string, string>
            {
                ["SCORING_INPUTS_URL"] = "https://127.0.0.1:1/account/inputs", ["SCORING_SPILL_MEGABYTES"] = "0",
            }, """
            import time
            from scoring_service import outbox, request_log
            class Short(outbox.Outbox):
                def __init__(self, name, send, capacity, **more):
                    super().__init__(name, send, interval=1.0, capacity=1000, **more)
            class Slow:
                def __init__(self, address, replica):
                    self.rounds = 0
                def send(self, lines):
                    self.rounds += 1
                    if self.rounds > 1:
                        raise OSError("still away")
                    time.sleep(3)
                    raise OSError("away")
            request_log.Outbox, request_log.BlobLog = Short, Slow
            """);

        for (var i = 0; i < 20; i++) Assert.Equal(200, (await service.ScoreAsync(Reading)).Status);

        Assert.Matches(@"\d+ wait for another try, after OSError: away; \d+ dropped, as there was no room for more$",
            await service.LineAsync("scoring: log of requests:"));
    }
}
