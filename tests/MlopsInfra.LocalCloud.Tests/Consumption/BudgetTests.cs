using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Consumption;

/// <summary>Budgets: their start is judged by today's date, where it is new.</summary>
public class BudgetTests
{
    private const string Id = $"{TestCloud.Group}/providers/Microsoft.Consumption/budgets/monthly";
    private const string Start = "properties.timePeriod.startDate";

    [Theory]
    [InlineData("2026-11-01", "Monthly", true)]
    [InlineData("2027-11-01", "Monthly", true)]
    [InlineData("2026-10-01", "Monthly", false)]
    [InlineData("2026-01-01", "Monthly", false)]
    [InlineData("2027-12-01", "Monthly", false)]
    [InlineData("2030-01-01", "Monthly", false)]
    [InlineData("2026-11-02", "Monthly", false)]
    [InlineData("2026-09-01", "Quarterly", true)]
    [InlineData("2026-08-01", "Quarterly", false)]
    [InlineData("2026-01-01", "Annually", true)]
    [InlineData("2025-11-01", "Annually", false)]
    public void A_new_budget_begins_in_the_current_period_or_within_a_year(string start, string grain, bool isTaken)
    {
        using var azure = TestCloud.WithGroup(At(2026, 11));
        if (isTaken)
        {
            azure.Put(Id, Budget(start, grain));
            return;
        }

        var refusal = azure.PutRefused(Id, Budget(start, grain));
        Assert.Equal((400, "400", Start), (refusal.Status, refusal.Code, refusal.Target));
    }

    [Fact]
    public void A_budget_that_is_there_keeps_its_start_and_gets_no_other_one_of_the_past()
    {
        var folder = TestFolders.Create("mlops-budget-").FullName;
        using (var before = new TestCloud(At(2025, 3), folder))
        {
            before.Put(TestCloud.Group, """{"location":"westeurope"}""");
            before.Put(Id, Budget("2025-03-01"));
        }

        using (var azure = new TestCloud(At(2026, 11), folder))
        {
            azure.Put(Id, Budget("2025-03-01", amount: 200));
            Assert.Equal(Start, azure.PutRefused(Id, Budget("2025-04-01", amount: 200)).Target);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("\"threshold\":80", "\"threshold\":2000", "properties.notifications.spent.threshold")]
    [InlineData("\"amount\":100", "\"amount\":0", "properties.amount")]
    [InlineData("\"startDate\":\"2026-11-01T00:00:00Z\"",
        "\"startDate\":\"2026-11-01T00:00:00Z\",\"endDate\":\"2026-10-01T00:00:00Z\"", "properties.timePeriod.endDate")]
    public void A_budget_that_Azure_refuses(string right, string wrong, string target)
    {
        using var azure = TestCloud.WithGroup(At(2026, 11));
        var body = Budget("2026-11-01");
        Assert.Contains(right, body, StringComparison.Ordinal);
        Assert.Equal(target, azure.PutRefused(Id, body.Replace(right, wrong, StringComparison.Ordinal)).Target);
    }

    private static LocalCloudOptions At(int year, int month) => new() { Time = new FixedClock(year, month) };

    private static string Budget(string start, string grain = "Monthly", int amount = 100) => $$$"""
        {"properties":{"category":"Cost","amount":{{{amount}}},"timeGrain":"{{{grain}}}","timePeriod":{"startDate":"{{{start}}}T00:00:00Z"},
         "notifications":{"spent":{"enabled":true,"operator":"GreaterThan","threshold":80,"contactEmails":["mlops@example.com"]} } } }
        """;
}
