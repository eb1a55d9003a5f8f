using Pulumi.AzureNative.Consumption;

namespace MlopsInfra.Components.Tests.Components;

public sealed class AlertsTests
{
    private static IDictionary<string, object> Condition(Pulumi.Testing.MockResourceArgs rule) =>
        (IDictionary<string, object>)((IEnumerable<object>)rule.At("criteria.allOf")!).Single();

    private static MlopsEnvironmentArgs Args(AlertOptions options, Action<InnerResource> configure) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Alerts = options,
        Clock = new FixedClock(2026, 11, 28),
        Configure = configure,
    };

    private static MlopsEnvironmentArgs Args(AlertOptions options, bool cluster = false) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Alerts = options,
        Clock = new FixedClock(2026, 11, 28),
        ProductionScoring = cluster ? new ProductionScoringOptions { AllowInsecureConnections = true } : null,
    };

    [Theory]
    [InlineData(false, "drift failed-requests failed-runs latency registry-throttling storage-throttling")]
    [InlineData(true,
        "cluster-nodes cluster-pods cluster-restarts drift failed-requests failed-runs latency registry-throttling "
            + "storage-throttling")]
    public async Task Every_alert_reaches_the_action_group(bool cluster, string expected)
    {
        var options = new AlertOptions { Emails = ["mlops@example.com"] };
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(options, cluster), root));

        var rules = mocks.All("monitor:ScheduledQueryRule");
        // Azure's values, which azure-native's enum of this name does not have.
        Assert.All(rules, rule => Assert.Equal("GreaterThan", Condition(rule)["operator"]));
        Assert.Equal(expected.Split(' '), rules.Select(rule => rule.At("displayName")).Order());
        Assert.All(rules,
            rule => Assert.EndsWith("/ag-mlops-dev",
                ((IEnumerable<object>)rule.At("actions.actionGroups")!).Cast<string>().Single()));
        Assert.Empty(mocks.All("consumption:Budget"));
    }

    [Theory]
    [InlineData(AnomalySensitivity.Medium, "anomaly-failures anomaly-latency anomaly-volume")]
    [InlineData(AnomalySensitivity.None, "")]
    public async Task What_is_unusual_for_scoring_raises_an_alert_unless_settings_want_none(AnomalySensitivity wanted,
        string expected)
    {
        var options = new AlertOptions { Emails = ["mlops@example.com"], AnomalySensitivity = wanted };
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(options), root));

        var rules = mocks.All("monitor:MetricAlert");
        Assert.Equal(expected, string.Join(' ', rules.Select(rule => (string)Condition(rule)["name"]).Order()));
        Assert.All(rules, rule =>
        {
            // A learned threshold takes one condition, and no number.
            var condition = Condition(rule);
            Assert.Equal(("DynamicThresholdCriterion", "Medium", false),
                (condition["criterionType"], condition["alertSensitivity"], condition.ContainsKey("threshold")));
            Assert.EndsWith("/appi-mlops-dev", ((IEnumerable<object>)rule.At("scopes")!).Cast<string>().Single());
        });
    }

    [Fact]
    public async Task Silence_raises_an_alert_where_somebody_asks_around_the_clock()
    {
        var options = new AlertOptions { Emails = ["mlops@example.com"], SilenceMinutes = 60 };
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(options), root));

        var rule = mocks.All("monitor:ScheduledQueryRule").Single(rule => (string?)rule.At("displayName") == "silence");
        Assert.Equal(("PT1H", "LessThan", 1.0, "Count"),
            (rule.At("windowSize"), Condition(rule)["operator"], Condition(rule)["threshold"],
                Condition(rule)["timeAggregation"]));
    }

    [Fact]
    public async Task A_budget_mails_before_and_at_its_end()
    {
        var options = new AlertOptions { Emails = ["mlops@example.com"], MonthlyBudget = 100, BudgetStart = "2026-01-01" };
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(options), root));

        var budget = mocks.Only("consumption:Budget");
        Assert.Equal("2026-01-01T00:00:00Z", budget.At("timePeriod.startDate"));
        Assert.Equal((80.0, "Actual"),
            (budget.At("notifications.spent.threshold"), budget.At("notifications.spent.thresholdType")));
        Assert.Equal((100.0, "Forecasted"),
            (budget.At("notifications.forecast.threshold"), budget.At("notifications.forecast.thresholdType")));
    }

    [Theory]
    [InlineData(null, "2026-11-01T00:00:00Z", true)]
    [InlineData("2027-01-01", "2027-01-01T00:00:00Z", false)]
    public async Task A_budget_begins_in_the_month_of_its_creation_unless_settings_name_another(string? start, string expected,
        bool isKept)
    {
        var kept = new List<string>();
        var args = Args(new AlertOptions { Emails = ["mlops@example.com"], MonthlyBudget = 100, BudgetStart = start }, inner =>
        {
            if (inner.Args is BudgetArgs) kept.AddRange(inner.Options.IgnoreChanges);
        });
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", args, root));

        Assert.Equal(expected, mocks.Only("consumption:Budget").At("timePeriod.startDate"));
        Assert.Equal(isKept, kept.Contains("timePeriod.startDate"));
    }

    [Fact]
    public void Wrong_settings_are_found() => Assert.Equal(
        ["Alerts.Emails", "Alerts.FailedRequestsPercent", "Alerts.LatencyMs", "Alerts.BudgetStart"],
        Args(new AlertOptions { FailedRequestsPercent = 0, LatencyMs = 0, MonthlyBudget = 1, BudgetStart = "2026-01-02" })
            .FindProblems().Select(problem => problem.Argument));
}
