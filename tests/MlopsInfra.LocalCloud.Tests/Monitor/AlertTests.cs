namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Alerts: operators, times and numbers that Azure takes.</summary>
public class AlertTests
{
    [Theory]
    [InlineData("GreaterThan", true)]
    [InlineData("Equals", true)]
    [InlineData("gt", false)]
    [InlineData("in", false)]
    public void A_log_alert_takes_the_operators_of_Azure_and_not_those_of_the_schema(string comparison, bool isTaken)
    {
        using var azure = TestCloud.WithGroup();
        var id = TestCloud.In("Microsoft.Insights/scheduledQueryRules", "alert-runs");
        var body = MonitorScenes.LogAlert(Scenes.Logs(azure), comparison: comparison);
        if (isTaken)
        {
            Assert.Equal(comparison,
                azure.Put(id, body)["properties"]!["criteria"]!["allOf"]![0]!["operator"]!.GetValue<string>());
            return;
        }

        var refusal = azure.PutRefused(id, body);
        Assert.Equal((400, "properties.criteria.allOf[0].operator"), (refusal.Status, refusal.Target));
        Assert.Contains(
            "Allowed values: 'Equals', 'GreaterOrLessThan', 'GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual'.",
            refusal.Message, StringComparison.Ordinal);
        Assert.Contains("azure-native's enum ConditionOperator has the values of another type", refusal.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"windowSize\":\"PT15M\"", "\"windowSize\":\"PT20M\"", "InvalidRequestContent", "properties.windowSize")]
    [InlineData("\"evaluationFrequency\":\"PT5M\"", "\"evaluationFrequency\":\"PT7M\"", "InvalidRequestContent",
        "properties.evaluationFrequency")]
    [InlineData("\"evaluationFrequency\":\"PT5M\"", "\"evaluationFrequency\":\"PT30M\"", "BadRequest",
        "properties.evaluationFrequency")]
    [InlineData("\"enabled\":true", "\"enabled\":true,\"muteActionsDuration\":\"PT0S\"", "InvalidRequestContent",
        "properties.muteActionsDuration")]
    [InlineData("\"evaluationFrequency\":\"PT5M\"", "\"evaluationFrequency\":\"PT10M\",\"muteActionsDuration\":\"PT5M\"",
        "InvalidRequestContent", "properties.muteActionsDuration")]
    [InlineData("\"enabled\":true", "\"enabled\":true,\"autoMitigate\":true,\"muteActionsDuration\":\"PT1H\"",
        "InvalidRequestContent", "properties.autoMitigate")]
    [InlineData("\"numberOfEvaluationPeriods\":1", "\"numberOfEvaluationPeriods\":7", "BadRequest",
        "properties.criteria.allOf[0].failingPeriods.numberOfEvaluationPeriods")]
    [InlineData("\"minFailingPeriodsToAlert\":1", "\"minFailingPeriodsToAlert\":0", "BadRequest",
        "properties.criteria.allOf[0].failingPeriods.minFailingPeriodsToAlert")]
    public void A_log_alert_that_Azure_refuses(string right, string wrong, string code, string target)
    {
        using var azure = TestCloud.WithGroup();
        var (id, body) =
            (TestCloud.In("Microsoft.Insights/scheduledQueryRules", "alert"), MonitorScenes.LogAlert(Scenes.Logs(azure)));
        azure.Put(id, body);
        Assert.Contains(right, body, StringComparison.Ordinal);
        var refusal = azure.PutRefused(id, body.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal((400, code, target), (refusal.Status, refusal.Code, refusal.Target));
    }
}
