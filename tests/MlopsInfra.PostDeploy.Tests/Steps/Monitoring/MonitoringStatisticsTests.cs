using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Steps.Monitoring;

/// <summary>What monitoring computes, held to scipy, scikit-learn and known values; and how often it is wrong.</summary>
public sealed class MonitoringStatisticsTests
{
    private static readonly string Pipelines = Path.GetDirectoryName(TempPipeline.Sample)!;

    [Theory]
    [InlineData("the_distance_and_its_probability_are_those_of_scipy")]
    [InlineData("the_distance_of_many_values_is_off_by_less_than_one_in_256")]
    [InlineData("the_index_and_the_distance_over_groups_follow_their_definitions")]
    [InlineData("groups_are_equally_frequent_in_the_reference")]
    [InlineData("few_values_and_one_value_are_told_apart")]
    [InlineData("gaps_bounds_and_categories_are_counted")]
    [InlineData("the_rise_of_a_share_has_the_probability_of_fishers_test")]
    [InlineData("counts_of_parts_add_up_to_those_of_the_whole")]
    [InlineData("what_labels_say_is_what_scikit_learn_says")]
    [InlineData("the_error_of_the_area_is_how_much_it_varies")]
    public async Task Statistics_are_right(string check)
    {
        var python = await Python.RequireAsync();

        await python.RunAsync(Path.GetTempPath(), $"'{Script("checks.py")}' '{Pipelines}' {check}", check);
    }

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 200)]
    [InlineData(3, 110)]
    public async Task A_hundred_stable_days_raise_no_alarm_and_a_feature_that_moved_is_seen_each_time(int seed, int rows)
    {
        var python = await Python.RequireAsync();

        var found = JsonNode.Parse(
            await python.RunAsync(Path.GetTempPath(), $"'{Script("power.py")}' '{Pipelines}' {seed} {rows}", "power"))!;

        Assert.Equal("[]", found["alarms"]!.ToJsonString());
        Assert.Equal("[]", found["missed"]!.ToJsonString());
    }

    internal static string Script(string name) =>
        Path.Combine(TempPipeline.Repository, "tests", "MlopsInfra.PostDeploy.Tests", "Steps", "Monitoring", name);
}
