using CsCheck;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>MLflow's filter language.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("", "old new")]
    [InlineData("metrics.loss < 0.5", "new")]
    [InlineData("metrics.loss >= 0.25 AND params.lr = '0.1'", "old")]
    [InlineData("params.`max depth` = '4'", "old")]
    [InlineData("tags.mlflow.user = 'ann' and tag.\"team\" != 'x'", "old")]
    [InlineData("tags.team != 'pumps'", "")]
    [InlineData("tags.team IS NULL", "new")]
    [InlineData("attributes.run_name LIKE 'n%'", "new")]
    [InlineData("run_name ILIKE 'NE_'", "new")]
    [InlineData("attributes.status = 'FINISHED'", "old")]
    [InlineData("start_time > 1500", "new")]
    [InlineData("run_name IN ('old', 'other')", "old")]
    [InlineData("run_name NOT IN ('old',)", "new")]
    [InlineData("dataset.name = 'pumps' AND dataset.context = 'training'", "new")]
    public async Task Runs_are_found(string filter, string expected)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var client = new TrackingClient(rest);
        await CreateAsync(client, "old", 1000, """
            "params":[{"key":"lr","value":"0.1"},{"key":"max depth","value":"4"}],"metrics":[{"key":"loss","value":0.5,"timestamp":1}],
            "tags":[{"key":"team","value":"pumps"},{"key":"mlflow.user","value":"ann"}]
            """);
        var id = await CreateAsync(client, "new", 2000, """
            "params":[{"key":"lr","value":"0.2"}],"metrics":[{"key":"loss","value":0.25,"timestamp":1}]
            """);
        await client.PostAsync("runs/log-inputs", $$"""
            {"run_id":"{{id}}","datasets":[{"tags":[{"key":"mlflow.data.context","value":"training"}],"dataset":{"name":"pumps","digest":"d"} }]}
            """);

        var found = await client.PostAsync("runs/search", System.Text.Json.JsonSerializer.Serialize(
            new { experiment_ids = new[] { "0" }, filter, order_by = new[] { "start_time" } }));

        Assert.Equal(expected, string.Join(' ', (found.Body!["runs"]?.AsArray() ?? []).Select(run => run!["info"]!["run_name"])));
    }

    [Theory]
    [InlineData("metrics.loss = 'a'")]
    [InlineData("metrics.loss LIKE '1'")]
    [InlineData("params.lr = 0.1")]
    [InlineData("params.lr = '0.1' OR params.lr = '0.2'")]
    [InlineData("params.lr = '0.1")]
    [InlineData("attributes.color = 'red'")]
    [InlineData("params.lr =")]
    [InlineData("params.lr = '0.1' AND")]
    [InlineData("! = '1'")]
    public void A_bad_filter_is_refused(string filter) => Assert.Equal("INVALID_PARAMETER_VALUE",
        Assert.Throws<TrackingException>(() => FilterMatch.Of(filter, Texts)).Code);

    [Fact]
    public void What_is_written_as_a_filter_is_read_again() => Gen.Select(
            Gen.OneOf(Gen.Const("metric"), Gen.Const("param"), Gen.Const("tag")), Gen.String[Gen.Char.AlphaNumeric, 1, 8],
            Gen.OneOf(Gen.Const("="), Gen.Const("!="), Gen.Const("LIKE")), Gen.String[Gen.Char[' ', '~'], 0, 12])
        .Array[1, 4].Sample(conditions =>
        {
            var filter = string.Join(" and ", conditions.Select(each =>
                $"{each.Item1}s.`{each.Item2}` {each.Item3} '{each.Item4.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("'", "''", StringComparison.Ordinal)}'"));
            Assert.Equal(conditions, FilterParser.Parse(filter)
                .Select(each => (each.Entity, each.Key, each.Operator, each.Values.Single().Text)));
        });

    private static Searchable<string> Texts { get; } = new("run", new Dictionary<string, Func<string, string?>>(),
        new Dictionary<string, Func<string, double?>>(), (_, _) => null) { Param = (_, _) => null, Metric = (_, _) => null };

    private static async Task<string> CreateAsync(TrackingClient client, string name, long start, string values)
    {
        var made = await client.PostAsync("runs/create",
            $$"""{"experiment_id":"0","run_name":"{{name}}","start_time":{{start}} }""");
        var id = (string)made.Body!["run"]!["info"]!["run_id"]!;
        await client.PostAsync("runs/log-batch", $$"""{"run_id":"{{id}}",{{values}} }""");
        if (name == "old") await client.PostAsync("runs/update", $$"""{"run_id":"{{id}}","status":"FINISHED","end_time":1}""");
        return id;
    }
}
